package faultline.run;

import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quantity or word that a scenario's value is set to.
 *
 * @param number in the kind's base unit; 0 for a word
 * @param text the form that a scenario file has, as "5.5 ms", "8" or "post-copy"
 */
public record AxisValue(Kind kind, BigDecimal number, String text) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?");
    private static final Pattern UNIT = Pattern.compile("(" + NUMBER.pattern() + ")\\s*(%|/s|pages?)");
    private static final Pattern RATE = Pattern.compile(".*[A-Za-z]/s");
    private static final Pattern SIZE = Pattern.compile(".*[0-9]\\s*([kKMGT]i?)?B");
    private static final Pattern QUANTITY = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?\\s*[A-Za-zµμ]+(/s)?");
    private static final MathContext SIX = new MathContext(6, RoundingMode.HALF_UP);
    private static final long MIB = 1L << 20;
    private static final long PAGE = 4096;

    /** What a value counts, and in which base unit. */
    public enum Kind {
        SPAN("ns"),
        BYTES("bytes"),
        RATE("bits_per_s"),
        FREQUENCY("per_s"),
        SHARE("percent"),
        PAGES("pages"),
        NUMBER(""),
        WORD("");

        private final String unit;

        Kind(String unit) {
            this.unit = unit;
        }

        /** Returns the base unit's name as columns have it; empty where there is none. */
        public String unit() {
            return unit;
        }
    }

    /**
     * Reads "5.5ms", "16 GiB", "3 Gbit/s", "20000 /s", "75 %", "64 pages", "8"; anything else is a word.
     *
     * @throws IllegalArgumentException if it is a number with an unknown unit, or a negative quantity
     */
    public static AxisValue parse(String written) {
        String text = written.strip();
        Matcher unit = UNIT.matcher(text);
        if (unit.matches()) {
            Kind kind = switch (unit.group(unit.groupCount())) {
                case "%" -> Kind.SHARE;
                case "/s" -> Kind.FREQUENCY;
                default -> Kind.PAGES;
            };
            return of(kind, new BigDecimal(unit.group(1)));
        }
        if (NUMBER.matcher(text).matches()) {
            return of(Kind.NUMBER, new BigDecimal(text));
        }
        if (!QUANTITY.matcher(text).matches()) {
            return new AxisValue(Kind.WORD, BigDecimal.ZERO, text);
        }
        if (RATE.matcher(text).matches()) {
            return of(Kind.RATE, BigDecimal.valueOf(Rate.parse(text).bitsPerSecond()));
        }
        return SIZE.matcher(text).matches()
                ? of(Kind.BYTES, BigDecimal.valueOf(Bytes.parse(text).count()))
                : of(Kind.SPAN, BigDecimal.valueOf(Span.parse(text).ns()));
    }

    /** Returns a value of a kind; quantities other than numbers and shares are cut to whole base units. */
    public static AxisValue of(Kind kind, BigDecimal number) {
        String plain = plain(number);
        String text = switch (kind) {
            case SPAN -> new Span(number.longValue()).toString();
            case BYTES -> new Bytes(number.longValue()).toString();
            case RATE -> new Rate(number.longValue()).toString();
            case FREQUENCY -> plain + " /s";
            case SHARE -> plain + " %";
            case PAGES -> plain + " pages";
            case NUMBER, WORD -> plain;
        };
        return new AxisValue(kind, number, text);
    }

    /**
     * Returns a value between two others of its kind, as round as they are: to six digits, sizes to whole MiB or pages
     * where both ends are.
     */
    static AxisValue between(AxisValue low, AxisValue high, BigDecimal number) {
        BigDecimal round = number.round(SIX);
        return of(
                low.kind,
                switch (low.kind) {
                    case BYTES -> wholeSize(low, high, number);
                    case SPAN, RATE, FREQUENCY, PAGES -> round.setScale(0, RoundingMode.HALF_UP);
                    case SHARE, NUMBER, WORD -> round;
                });
    }

    private static BigDecimal wholeSize(AxisValue low, AxisValue high, BigDecimal number) {
        for (long step : new long[] {MIB, PAGE}) {
            BigDecimal size = BigDecimal.valueOf(step);
            if (low.number.remainder(size).signum() == 0
                    && high.number.remainder(size).signum() == 0) {
                return number.divide(size, 0, RoundingMode.HALF_UP).multiply(size);
            }
        }
        return number.setScale(0, RoundingMode.HALF_UP);
    }

    /** Returns the number in base units without an exponent, or the word. */
    public String plain() {
        return kind == Kind.WORD ? text : plain(number);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
