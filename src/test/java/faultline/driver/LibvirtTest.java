package faultline.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
