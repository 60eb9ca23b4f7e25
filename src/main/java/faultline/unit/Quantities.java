package faultline.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes a number with a unit, exactly: what is not a whole count of the base unit is rounded half up. */
final class Quantities {
    private static final Pattern FORM =
            Pattern.compile("([+-]?[0-9]{1,30}(?:\\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?)\\s*([A-Za-zµμ/]*)");

    private Quantities() {}

    /**
     * Returns the count of base units in {@code text}.
     *
     * @param kind what is read, for messages: "a time span"
     * @param units unit name → base units in one of it, as decimal text
     * @throws IllegalArgumentException with a message that starts with the text as written
     */
    static long parse(String text, String kind, Map<String, String> units) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    shown(text) + " is not " + kind + ": write a number and a unit (" + names(units) + ")");
        }
        String unit = form.group(2);
        if (unit.isEmpty()) {
            throw new IllegalArgumentException(shown(text) + " has no unit: use one of " + names(units));
        }
        String factor = units.get(unit.replace('μ', 'µ'));
        if (factor == null) {
            throw new IllegalArgumentException(
                    shown(text) + " has the unit \"" + clip(unit) + "\", which is not one of " + names(units));
        }
        BigDecimal value = new BigDecimal(form.group(1)).multiply(new BigDecimal(factor));
        if (value.signum() < 0) {
            throw new IllegalArgumentException(text.strip() + " is negative");
        }
        BigDecimal whole = value.setScale(0, RoundingMode.HALF_UP);
        if (whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException(text.strip() + " is too large");
        }
        return whole.longValueExact();
    }

    /** Returns {@code count} base units in {@code unit}, as many decimals as it takes and no more. */
    static String format(long count, String baseUnitsInOne, String unit) {
        BigDecimal value = new BigDecimal(count).divide(new BigDecimal(baseUnitsInOne));
        String number = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        return number + " " + unit;
    }

    private static String names(Map<String, String> units) {
        return String.join(", ", units.keySet());
    }

    private static String shown(String text) {
        return "\"" + clip(text) + "\"";
    }

    private static String clip(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 40 ? printable : printable.substring(0, 37) + "...";
    }
}
