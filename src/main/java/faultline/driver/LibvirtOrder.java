package faultline.driver;

import faultline.model.AutoConverge;
import faultline.model.MigrationSpec;
import faultline.model.Preempt;
import faultline.model.Reorder;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.model.Transport;
import faultline.model.Xbzrle;
import faultline.unit.Rate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.libvirt.Domain.MigrateFlags;
import org.libvirt.TypedIntParameter;
import org.libvirt.TypedParameter;
import org.libvirt.TypedStringParameter;
import org.libvirt.TypedUlongParameter;

/** How a migration is asked for: libvirt's flags and parameters for an order, and what cannot be ordered. */
final class LibvirtOrder {
    private static final long MEBIBYTE_BITS = 8L << 20;

    private LibvirtOrder() {}

    /** Returns why neither libvirt 9 nor this driver can make such a migration, or null where one of them can. */
    static @Nullable String refusal(MigrationSpec spec) {
        AutoConverge throttle = spec.precopy().autoConverge();
        boolean passes = spec.precopy().xbzrle() != null || throttle != null;
        if (spec.precopy().reorder() != Reorder.NONE || spec.postcopy().prepaging() != null) {
            return "QEMU has no reordering and no prepaging of its own choice: those can be simulated only";
        }
        if (spec.transport() != Transport.TCP) {
            return "the driver migrates over TCP only";
        }
        if (spec.postcopy().preempt() == Preempt.FULL) {
            return "preempt \"full\" is how QEMU 8 does it: order \"preempt\", and QEMU takes its own way";
        }
        if (spec.preempt() && (passes || spec.storage() == Storage.BLOCK)) {
            return "preempt is driven past libvirt, which does compression, throttling and disks";
        }
        if (throttle != null && throttle.maxPercent() != AutoConverge.MOST_PERCENT) {
            return "libvirt does not let QEMU's highest throttle be set: leave it at " + AutoConverge.MOST_PERCENT
                    + " %";
        }
        return null;
    }

    static int flags(MigrationSpec spec) {
        int flags = MigrateFlags.LIVE | MigrateFlags.PEER2PEER;
        flags |= spec.strategy() == Strategy.PRE_COPY ? 0 : MigrateFlags.POSTCOPY;
        flags |= spec.storage() == Storage.BLOCK ? MigrateFlags.NON_SHARED_DISK : 0;
        flags |= spec.precopy().xbzrle() == null ? 0 : MigrateFlags.COMPRESSED;
        return flags | (spec.precopy().autoConverge() == null ? 0 : MigrateFlags.AUTO_CONVERGE);
    }

    static List<TypedParameter> parameters(Hosts hosts, MigrationSpec spec) {
        List<TypedParameter> parameters = new ArrayList<>();
        if (hosts.migrateUri() != null) {
            parameters.add(new TypedStringParameter("migrate_uri", hosts.migrateUri()));
        }
        limit(parameters, "bandwidth", spec.limits().precopy());
        limit(parameters, "bandwidth.postcopy", spec.limits().postcopy());
        Xbzrle xbzrle = spec.precopy().xbzrle();
        if (xbzrle != null) {
            parameters.add(new TypedStringParameter("compression", "xbzrle"));
            parameters.add(new TypedUlongParameter(
                    "compression.xbzrle.cache", xbzrle.cache().count()));
        }
        AutoConverge throttle = spec.precopy().autoConverge();
        if (throttle != null) {
            parameters.add(new TypedIntParameter("auto_converge.initial", throttle.initialPercent()));
            parameters.add(new TypedIntParameter("auto_converge.increment", throttle.incrementPercent()));
        }
        return parameters;
    }

    /** libvirt counts in whole MiB/s; another rate than the one that was asked for would be another experiment. */
    private static void limit(List<TypedParameter> parameters, String name, @Nullable Rate rate) {
        if (rate == null) {
            return;
        }
        long mebibytes = Math.max(1, Math.round(rate.bitsPerSecond() / (double) MEBIBYTE_BITS));
        if (mebibytes * MEBIBYTE_BITS != rate.bitsPerSecond()) {
            throw new DriverException(
                    name + " of " + rate + ": libvirt takes whole MiB/s; \"" + mebibytes + " MiB/s\" would do");
        }
        parameters.add(new TypedUlongParameter(name, mebibytes));
    }
}
