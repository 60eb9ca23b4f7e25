package faultline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import faultline.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedTest {
    @TempDir
    Path models;

    @Test
    void aPackedFileIsFoundFromAnyFolder() {
        Document link = Named.LINKS.read("coleraine-halifax", models);

        assertThat(link.root().path("rtt").asText()).isEqualTo("52.5 ms");
    }

    @Test
    void theUsersOwnFileWins() throws IOException {
        Files.createDirectory(models.resolve("links"));
        Files.writeString(models.resolve("links/coleraine-halifax.json"), "{\"rtt\": \"1 s\"}");

        assertThat(Named.LINKS
                        .read("coleraine-halifax", models)
                        .root()
                        .path("rtt")
                        .asText())
                .isEqualTo("1 s");
    }

    @Test
    void anUnknownNameListsTheKnownOnes() throws IOException {
        Files.createDirectory(models.resolve("links"));
        Files.writeString(models.resolve("links/mine.json"), "{}");

        assertThatThrownBy(() -> Named.LINKS.read("coleraine-halifx", models))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean \"coleraine-halifax\"?")
                .hasMessageContaining("coleraine-dublin-10g")
                .hasMessageContaining("mine");
    }

    @Test
    void anythingElseIsAPath() {
        assertThatThrownBy(() -> Named.LINKS.read("nowhere/link", models)).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> Named.LINKS.read("link.json", models)).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> Named.LINKS.read("..", models)).hasMessageContaining("neither a name nor a path");
        assertThatThrownBy(() -> Named.LINKS.read("", models)).hasMessageContaining("neither a name nor a path");
    }
}
