package loadtest.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a disk that loses power, or a copy that is cut short, does to a file. */
public enum Damage {
    EMPTIED {
        @Override
        void to(FileChannel file) throws IOException {
            file.truncate(0);
        }
    },
    CUT_SHORT {
        @Override
        void to(FileChannel file) throws IOException {
            file.truncate(file.size() / 2);
        }
    },
    ZEROS_AT_ITS_BEGINNING {
        @Override
        void to(FileChannel file) throws IOException {
            file.write(ByteBuffer.allocate(BLOCK), 0);
        }
    },
    ZEROS_WITHIN {
        @Override
        void to(FileChannel file) throws IOException {
            file.write(ByteBuffer.allocate(BLOCK), file.size() / 2);
        }
    };

    private static final int BLOCK = 64 << 10;

    abstract void to(FileChannel file) throws IOException;

    /** Damages it. */
    public void to(Path file) throws IOException {
        try (var bytes = FileChannel.open(file, StandardOpenOption.WRITE)) {
            to(bytes);
        }
    }
}
