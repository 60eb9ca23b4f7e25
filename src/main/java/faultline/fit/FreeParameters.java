package faultline.fit;

import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Setting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters that a profile lets a fit change, as points of the unit cube: 0 is the lower bound, 1 the upper.
 *
 * @param base the profile that is fitted
 * @param parameters the free ones, in the order of {@link Parameter}
 */
record FreeParameters(Profile base, List<Parameter> parameters) {
    static FreeParameters of(Profile base) {
        List<Parameter> free = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            Setting setting = base.settings().get(parameter);
            if (setting != null && setting.free()) {
                free.add(parameter);
            }
        }
        return new FreeParameters(base, List.copyOf(free));
    }

    int count() {
        return parameters.size();
    }

    /** Returns the profile at {@code point}, shape [count]; coordinates outside the cube are brought to its face. */
    Profile at(double[] point) {
        Map<Parameter, Long> values = new EnumMap<>(Parameter.class);
        for (int i = 0; i < point.length; i++) {
            Setting.Range bounds = bounds(i);
            double share = Math.max(0, Math.min(1, point[i]));
            values.put(parameters.get(i), bounds.low() + Math.round(share * (bounds.high() - bounds.low())));
        }
        return base.with(values);
    }

    /** Returns the point of {@code profile}'s values, shape [count]. */
    double[] pointOf(Profile profile) {
        double[] point = new double[count()];
        for (int i = 0; i < point.length; i++) {
            Setting.Range bounds = bounds(i);
            double width = Math.max(1.0, (double) (bounds.high() - bounds.low()));
            point[i] = (profile.get(parameters.get(i)) - bounds.low()) / width;
        }
        return point;
    }

    private Setting.Range bounds(int i) {
        Setting setting = base.settings().get(parameters.get(i));
        if (setting == null || setting.bounds() == null) {
            throw new AssertionError(parameters.get(i) + " is not free");
        }
        return setting.bounds();
    }
}
