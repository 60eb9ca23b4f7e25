package faultline.cli;

import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Readers of options that are quantities with units; one that cannot be read is the user's mistake, exit code 2. */
final class Quantities {
    private Quantities() {}

    static void register(CommandLine line) {
        line.registerConverter(Span.class, reader(Span::parse));
        line.registerConverter(Bytes.class, reader(Bytes::parse));
        line.registerConverter(Rate.class, reader(Rate::parse));
    }

    private static <T> ITypeConverter<T> reader(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }
}
