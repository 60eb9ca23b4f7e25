package faultline.json;

import faultline.model.AutoConverge;
import faultline.model.BandwidthLimits;
import faultline.model.Parameter;
import faultline.model.PostcopyOptions;
import faultline.model.PrecopyOptions;
import faultline.model.Preempt;
import faultline.model.Prepaging;
import faultline.model.Reorder;
import faultline.model.Vm;
import faultline.model.Xbzrle;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the options of a {@code migration}: keys that may be missing, each an option that is then off. */
final class OptionsReader {
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,9})\\s*%");
    private static final Form<Long> WINDOW =
            Forms.within(ParameterForm.of(Parameter.Kind.PAGES), 1L, Prepaging.WINDOW_MAX);
    private static final Form<Bytes> CACHE = Forms.within(Forms.BYTES, new Bytes(Vm.PAGE), Bytes.parse("1 TiB"));
    private static final Form<Preempt> PREEMPT = node -> {
        if (node.isBoolean()) {
            return node.booleanValue() ? Preempt.CHANNEL : Preempt.OFF;
        }
        if (!"full".equals(node.textValue())) {
            throw new IllegalArgumentException("must be true, false or \"full\", not " + Forms.shown(node));
        }
        return Preempt.FULL;
    };

    private OptionsReader() {}

    static @Nullable PrecopyOptions precopy(Fields migration) {
        Reorder reorder = migration.optional("reorder", Forms.word(Reorder.values(), Reorder::word), Reorder.NONE);
        Fields xbzrle = migration.object("xbzrle");
        Bytes cache = xbzrle == null ? null : xbzrle.optional("cache", CACHE, Xbzrle.CACHE_DEFAULT);
        if (xbzrle != null) {
            xbzrle.end();
        }
        AutoConverge throttle = autoConverge(migration.object("autoConverge"));
        return reorder == null ? null : new PrecopyOptions(reorder, cache == null ? null : new Xbzrle(cache), throttle);
    }

    private static @Nullable AutoConverge autoConverge(@Nullable Fields throttle) {
        if (throttle == null) {
            return null;
        }
        AutoConverge off = AutoConverge.DEFAULT;
        Integer initial = throttle.optional("initial", percent(1), off.initialPercent());
        Integer increment = throttle.optional("increment", percent(1), off.incrementPercent());
        Integer max = throttle.optional("max", percent(1), off.maxPercent());
        throttle.end();
        return initial == null || increment == null || max == null ? null : new AutoConverge(initial, increment, max);
    }

    private static Form<Integer> percent(int low) {
        return node -> {
            Matcher form = PERCENT.matcher(node.isTextual() ? node.textValue().strip() : "");
            if (!form.matches()) {
                throw new IllegalArgumentException(Forms.shown(node) + " is not a whole share: write \"20 %\"");
            }
            int percent = Integer.parseInt(form.group(1));
            if (percent < low || percent > AutoConverge.MOST_PERCENT) {
                throw new IllegalArgumentException(
                        Forms.shown(node) + " is not from " + low + " % to " + AutoConverge.MOST_PERCENT + " %");
            }
            return percent;
        };
    }

    static @Nullable PostcopyOptions postcopy(Fields migration) {
        Preempt preempt = migration.optional("preempt", PREEMPT, Preempt.OFF);
        Prepaging prepaging = prepaging(migration.object("prepaging"));
        return preempt == null ? null : new PostcopyOptions(preempt, prepaging);
    }

    private static @Nullable Prepaging prepaging(@Nullable Fields bubble) {
        if (bubble == null) {
            return null;
        }
        Long window = bubble.required("window", WINDOW);
        Prepaging.Direction direction = bubble.optional(
                "direction",
                Forms.word(Prepaging.Direction.values(), Prepaging.Direction::word),
                Prepaging.Direction.FORWARD);
        Integer pivots = bubble.optional("pivots", Forms.wholeInt(1, Prepaging.PIVOTS_MAX), 1);
        bubble.end();
        return window == null || direction == null || pivots == null ? null : new Prepaging(window, direction, pivots);
    }

    static BandwidthLimits limits(Fields migration) {
        Rate precopy = migration.optional("bandwidth", Forms.RATE);
        Rate postcopy = migration.optional("postcopyBandwidth", Forms.RATE);
        return new BandwidthLimits(precopy, postcopy);
    }
}
