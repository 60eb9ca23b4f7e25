package faultline.driver;

import com.sun.jna.Pointer;
import java.util.Map;
import java.util.TreeMap;

/** Reader of libvirt's typed parameters in C's memory, which it leaves to their owner. */
final class Parameters {
    /** {@code sizeof(virTypedParameter)}: a name of 80 bytes, a type, padding, a value of 8 bytes. */
    static final int STRIDE_BYTES = 96;

    static final int TYPE_AT = 80;
    static final int VALUE_AT = 88;

    private Parameters() {}

    static Map<String, Object> read(Pointer first, int count) {
        Map<String, Object> values = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            Pointer parameter = first.share((long) i * STRIDE_BYTES);
            values.put(parameter.getString(0), value(parameter));
        }
        return values;
    }

    private static String value(Pointer parameter) {
        return switch (parameter.getInt(TYPE_AT)) {
            case 1 -> String.valueOf(parameter.getInt(VALUE_AT));
            case 2 -> Integer.toUnsignedString(parameter.getInt(VALUE_AT));
            case 3 -> String.valueOf(parameter.getLong(VALUE_AT));
            case 4 -> Long.toUnsignedString(parameter.getLong(VALUE_AT));
            case 5 -> String.valueOf(parameter.getDouble(VALUE_AT));
            case 6 -> String.valueOf(parameter.getByte(VALUE_AT) != 0);
            case 7 -> parameter.getPointer(VALUE_AT).getString(0);
            default -> "";
        };
    }
}
