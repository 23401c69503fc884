package io.rollcall.app.pipeline;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks whether the ports of {@code rollcall up} are free, so that one message names all that are not. */
public final class FreePorts {
    private static final String LOOPBACK = "127.0.0.1";

    private FreePorts() {}

    /**
     * Checks the ports that these settings name. A part checks its own again when it starts.
     *
     * @param embedded whether the embedded Kafka will start
     * @throws UserError that names every port that is in use, or that two parts would share
     */
    public static void require(Settings settings, boolean embedded) {
        Map<SettingKey, String> hosts = Map.of(
                SettingKey.KAFKA_PORT, LOOPBACK,
                SettingKey.DASHBOARD_PORT, settings.text(SettingKey.DASHBOARD_HOST),
                SettingKey.SPARK_UI_PORT, LOOPBACK);
        List<SettingKey> wanted = Stream.of(
                        embedded ? SettingKey.KAFKA_PORT : null, SettingKey.DASHBOARD_PORT, SettingKey.SPARK_UI_PORT)
                .filter(Objects::nonNull)
                .filter(key -> settings.integer(key) != 0)
                .toList();
        refuseShared(settings, wanted);
        List<SettingKey> busy = wanted.stream()
                .filter(key -> isInUse(hosts.get(key), settings.integer(key)))
                .toList();
        if (busy.size() == 1) {
            throw new UserError(Message.of(
                    "port {} is in use: stop the process that listens there, or choose another port with {}",
                    settings.integer(busy.get(0)),
                    busy.get(0)));
        }
        if (!busy.isEmpty()) {
            throw new UserError(Message.of(
                    "ports {} are in use: stop the processes that listen there, or choose other ports with {}",
                    list(busy.stream().map(settings::integer).toList()),
                    list(busy)));
        }
    }

    private static void refuseShared(Settings settings, List<SettingKey> wanted) {
        for (SettingKey key : wanted) {
            List<SettingKey> same = wanted.stream()
                    .filter(other -> settings.integer(other) == settings.integer(key))
                    .toList();
            if (same.size() > 1) {
                throw UserError.usage(
                        Message.of("{} must differ: each of them is {}", list(same), settings.integer(key)));
            }
        }
    }

    private static boolean isInUse(String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return false;
        } catch (BindException e) {
            return String.valueOf(e.getMessage()).contains("in use");
        } catch (IOException e) {
            return false; // the part will say what is wrong with the address
        }
    }

    /** The items as a phrase: {@code a, b and c}. */
    private static Message list(List<?> items) {
        List<String> gaps = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            gaps.add(i == 0 ? "{}" : i < items.size() - 1 ? ", {}" : " and {}");
        }
        return Message.of(String.join("", gaps), items.toArray());
    }
}
