package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import faultline.model.InputException;
import faultline.model.LinkSpec;
import faultline.model.Problem;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import org.jspecify.annotations.Nullable;

/** Reads a link: an object, or the name of one in {@code models/links}. */
final class LinkReader {
    private static final int STREAMS_MAX = 64;
    private static final int COMPETING_MAX = 1_000;
    private static final Bytes BUFFER_MAX = Bytes.parse("1 TiB");

    /** A round trip, as ping measures it: half of it is one way. The study's "average delay" is this. */
    private static final Form<Span> RTT = Forms.within(Forms.SPAN, Span.ZERO, Span.ofSeconds(10));

    private static final Form<Bytes> BUFFER = Forms.within(Forms.BYTES, new Bytes(1), BUFFER_MAX);
    private static final Form<Bytes> MTU = Forms.within(Forms.BYTES, new Bytes(576), new Bytes(65_535));

    private LinkReader() {}

    /** Reads the value of a scenario's {@code link}. */
    static @Nullable LinkSpec read(Fields scenario, String key) {
        if (!scenario.has(key)) {
            scenario.problem(key, "is missing");
            return null;
        }
        JsonNode node = scenario.node(key);
        if (node.isTextual()) {
            return named(scenario, key, node.textValue());
        }
        if (!node.isObject()) {
            scenario.problem(
                    key, "must be an object or a link's name, not " + (node.isNull() ? "null" : Forms.shown(node)));
            return null;
        }
        return read(scenario.object(key));
    }

    /** Reads the whole object. */
    static @Nullable LinkSpec read(@Nullable Fields link) {
        if (link == null) {
            return null;
        }
        link.optional("name", Forms.TEXT);
        link.optional("origin", Forms.TEXT);
        Rate bandwidth = link.required("bandwidth", Forms.RATE);
        Span rtt = link.required("rtt", RTT);
        Bytes window = link.optional("window", BUFFER);
        Bytes sendBuffer = link.optional("sendBuffer", BUFFER);
        Integer streams = link.optional("streams", Forms.wholeInt(1, STREAMS_MAX), 1);
        Integer competing = link.optional("competing", Forms.wholeInt(0, COMPETING_MAX), 0);
        Bytes mtu = link.optional("mtu", MTU);
        link.end();
        if (bandwidth == null || rtt == null || streams == null || competing == null) {
            return null;
        }
        return new LinkSpec(bandwidth, rtt, window, sendBuffer, streams, competing, mtu);
    }

    private static @Nullable LinkSpec named(Fields scenario, String key, String name) {
        try {
            return Links.read(name);
        } catch (InputException e) {
            for (Problem problem : e.problems()) {
                scenario.problem(key, e.file() + ": " + problem);
            }
            return null;
        }
    }
}
