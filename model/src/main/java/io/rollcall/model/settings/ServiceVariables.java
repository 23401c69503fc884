package io.rollcall.model.settings;

import java.util.regex.Pattern;

/**
 * Variables that Kubernetes puts into each pod for each Service of the namespace. Those of a Service whose name begins
 * with {@code rollcall} look like settings, and one of them has the name of a real one: the Service {@code
 * rollcall-dashboard} gives {@code ROLLCALL_DASHBOARD_PORT=tcp://10.0.0.1:10501}.
 */
final class ServiceVariables {
    private static final Pattern NAME = Pattern.compile(
            "ROLLCALL(_.+)?_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://\\S+:[0-9]+");

    private ServiceVariables() {}

    /** Whether Kubernetes has set this variable. No setting has such a name or such a value. */
    static boolean contains(String name, String value) {
        return NAME.matcher(name).matches()
                || name.endsWith("_PORT") && ADDRESS.matcher(value).matches();
    }
}
