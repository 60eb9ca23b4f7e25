package faultline.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Setting;

/** Writes a profile. */
final class ProfileWriter {
    private ProfileWriter() {}

    static ObjectNode profile(Profile profile) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", profile.name());
        node.put("origin", profile.origin());
        ObjectNode behaviour = node.putObject("behaviour");
        behaviour.put("demandService", profile.behaviour().demandService().word());
        behaviour.put("pushFollowsFault", profile.behaviour().pushFollowsFault());
        if (profile.behaviour().pushFollowsPreempt()) {
            behaviour.put("pushFollowsPreempt", true);
        }
        behaviour.put("downtimeEnd", profile.behaviour().downtimeEnd().word());
        ObjectNode parameters = node.putObject("parameters");
        profile.settings()
                .forEach((parameter, setting) ->
                        setting(parameters.putObject(parameter.key()), parameter.kind(), setting));
        if (profile.fit() != null) {
            node.set("fit", Opaque.write(profile.fit()));
        }
        return node;
    }

    private static void setting(ObjectNode node, Parameter.Kind kind, Setting setting) {
        node.set("value", ParameterForm.write(kind, setting.value()));
        node.put("from", setting.from());
        Setting.Range bounds = setting.bounds();
        if (bounds != null) {
            range(node, "bounds", kind, bounds);
        }
        Setting.Range interval = setting.interval();
        if (interval != null) {
            range(node, "interval", kind, interval);
        }
    }

    private static void range(ObjectNode node, String key, Parameter.Kind kind, Setting.Range range) {
        node.putArray(key).add(ParameterForm.write(kind, range.low())).add(ParameterForm.write(kind, range.high()));
    }
}
