package loadtest.standin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import loadtest.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SingleUserTest {
    /** More than a pipe holds, so that the program ends while it is being written. */
    private static final Secret LONG = new Secret("p".repeat(200_000));

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatAProgramSaidThatEndedBeforeItReadIsPassedOn(@TempDir Path programs) throws IOException {
        var postgres = Files.writeString(programs.resolve("postgres"), "#!/bin/sh\necho the disk is full\nexit 1\n");
        assertThat(postgres.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> SingleUser.setPassword(new Home(programs), new PostgresPrograms(programs), LONG))
                .isInstanceOf(IOException.class)
                .hasMessage("the prepared Postgres took no password: the disk is full");
    }
}
