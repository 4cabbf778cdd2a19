package loadtest.standin.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** A short name for all that was added to it, in that order: another one where anything differs. */
public final class Fingerprint {
    private static final int DIGITS = 32;

    private final MessageDigest digest;

    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    public void add(String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Two checksums of different kinds: without C2, a digest of all bytes would take a tenth of a stand-in's start. */
    public void add(String name, byte[] bytes) {
        var first = new CRC32();
        first.update(bytes);
        var second = new CRC32C();
        second.update(bytes);
        add(name + " " + bytes.length + " " + first.getValue() + " " + second.getValue());
    }

    /** The name, which is asked for once, at the end: hexadecimal digits, which the name of a file may have. */
    public String text() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }
}
