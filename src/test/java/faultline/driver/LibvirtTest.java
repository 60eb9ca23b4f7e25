package faultline.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import faultline.unit.Span;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The driver against libvirt's own mock hypervisor, {@code test:///default}, which needs no root and no QEMU. */
class LibvirtTest {
    private static final String URI = "test:///default";

    @BeforeAll
    static void needsLibvirt() {
        try {
            LibvirtRuntime.get();
        } catch (DriverException e) {
            System.out.println("SKIPPED LibvirtTest: " + e.getMessage());
            Assumptions.abort(String.valueOf(e.getMessage()));
        }
    }

    @Test
    void findsGuestsAndTheirSize() {
        try (Hypervisor host = Hypervisor.open(URI)) {
            assertThat(host.guest("test").running()).isTrue();
            assertThat(host.find("nobody")).isEmpty();
            DomainFacts facts = new DomainFacts(host.guest("test").xml());
            assertThat(facts.memory().count()).isPositive();
            assertThat(facts.localDisks()).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(DomainFacts.vm(URI, "test").vcpus()).isPositive();
    }

    @Test
    void aWatchSeesTheGuestsState() {
        try (Watch watch = new Watch(URI, "source", "test", event -> {})) {
            assertThat(watch.state()).isNotNull();
            assertThat(watch.state().postCopyFailed()).isFalse();
            assertThat(watch.startPostCopy()).as("the mock does not migrate").isNotNull();
        }
    }

    @Test
    void aGuestThatIsWholeIsNotRecovered() {
        Recovery recovery = new Recovery(Hosts.of(URI, URI), "test", new NoJson(), line -> {});

        assertThatThrownBy(() -> recovery.run(Span.ofSeconds(1), true))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("whole at the source");
    }

    /** The mock has no monitor, so there is nothing to read. */
    private static final class NoJson implements Json {
        @Override
        public Map<String, Object> read(String text) {
            throw new AssertionError(text);
        }

        @Override
        public String write(Map<String, ?> object) {
            throw new AssertionError(object);
        }
    }

    @Test
    void saysWhatLibvirtSaid() {
        assertThatThrownBy(() -> Hypervisor.open("nonsense:///"))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("nonsense:///");
    }

    @Test
    void preflightFindsTheSameHostTwice() {
        assertThat(new Preflight(URI, URI, null).run())
                .anyMatch(f -> f.grade() == Finding.Grade.FAILS && f.what().contains("both hosts have the UUID"));
    }
}
