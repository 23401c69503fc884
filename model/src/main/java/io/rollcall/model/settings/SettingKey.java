package io.rollcall.model.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting: its key in YAML, its type, its default and its meaning. {@code docs/settings.md} is generated from
 * this.
 */
public enum SettingKey {
    BOOTSTRAP_SERVER(
            "kafka.bootstrap-server",
            Kind.SERVERS,
            "localhost:29092",
            "The Kafka brokers to connect to first. `rollcall up` starts its" + " embedded Kafka unless this is set."),
    KAFKA_CONFIG(
            "kafka.config",
            Kind.TEXT,
            "",
            "Path of a file of Kafka client properties (SASL, TLS). Every Kafka client gets them."),
    TOPIC_RAW("topics.raw", Kind.TOPIC, Topics.DEFAULT.raw(), "Topic of the raw logins. " + Fixed.BY_CLEAN),
    TOPIC_CLEAN("topics.clean", Kind.TOPIC, Topics.DEFAULT.clean(), "Topic of the clean logins. " + Fixed.BY_STATS),
    TOPIC_LATE(
            "topics.late",
            Kind.TOPIC,
            Topics.DEFAULT.late(),
            "Topic of the late logins, which came too late to be counted."),
    TOPIC_REJECTED(
            "topics.rejected",
            Kind.TOPIC,
            Topics.DEFAULT.rejected(),
            "Topic of the rejected logins, each with its reason."),
    TOPIC_STATS("topics.stats", Kind.TOPIC, Topics.DEFAULT.stats(), "Topic of the window statistics."),
    TOPIC_PROGRESS("topics.progress", Kind.TOPIC, Topics.DEFAULT.progress(), "Topic of the jobs' progress reports."),
    PARTITIONS(
            "topics.partitions",
            Kind.COUNT,
            "2",
            "Partitions of each topic that Rollcall creates, except the progress topic, which has one. "
                    + Fixed.AT_CREATION),
    REPLICATION(
            "topics.replication",
            Kind.COUNT,
            "1",
            "Replicas of each topic that Rollcall creates. " + Fixed.AT_CREATION),
    RETENTION(
            "topics.retention",
            Kind.DURATION,
            "25h",
            "How long the late, rejected, statistics and progress topics keep records. " + Fixed.AT_CREATION),
    LOGIN_RETENTION(
            "topics.login-retention",
            Kind.DURATION,
            "4h",
            "How long the raw and the clean topic keep records. A job that is stopped for longer loses what it has not"
                    + " read. " + Fixed.AT_CREATION),
    RETENTION_BYTES(
            "topics.retention-bytes",
            Kind.COUNT,
            "4294967296",
            "The most bytes that one partition of the raw, clean, late or rejected topic keeps. " + Fixed.AT_CREATION),
    SEGMENT_BYTES(
            "topics.segment-bytes",
            Kind.COUNT,
            "16777216",
            "Bytes of a log segment. Kafka deletes whole segments. " + Fixed.AT_CREATION),
    WINDOW_LENGTH(
            "window.length",
            Kind.DURATION,
            "30s",
            "Length of a window, a multiple of `window.slide`. " + Fixed.BY_STATS),
    WINDOW_SLIDE("window.slide", Kind.DURATION, "10s", "Time from one window's start to the next. " + Fixed.BY_STATS),
    SOURCE(
            "source",
            Kind.TEXT,
            "",
            "What the raw logins look like: the name of a preset, or the path of a mapping file, which is read at the start."
                    + " Empty or `rollcall` means the built-in form. "
                    + Fixed.BY_CLEAN),
    GEO_DATABASE(
            "geo.database",
            Kind.TEXT,
            "",
            "Path of a file in MaxMind's format (`.mmdb`). It says where an address is, for logins that name no place"
                    + " themselves. Type and build time of the database are noted. Empty means no lookups. "
                    + Fixed.BY_CLEAN),
    GEO_FOLLOW(
            "geo.follow",
            Kind.FLAG,
            "false",
            "Whether the clean job goes on with another `geo.database` than before. Each login then keeps the place that the"
                    + " database of its time gave it, and a rebuild may give other numbers. Logins of the batch that"
                    + " the last stop interrupted may count under both places."),
    LATENESS(
            "lateness",
            Kind.DURATION,
            "1m",
            "A login is late if its event time is more than this before its Kafka timestamp. A window is final this long"
                    + " after its end, at the earliest. " + Fixed.BY_CLEAN),
    FUTURE_TOLERANCE(
            "future-tolerance",
            Kind.DURATION,
            "30s",
            "A login is rejected if its event time is more than this after its Kafka timestamp. Less than `lateness`. "
                    + Fixed.BY_CLEAN),
    LOCALES(
            "locales",
            Kind.LIST,
            "us",
            "Places that are counted by their own name: `us` (the US states and territories, and `UNK`), `world` (these,"
                    + " `USA`, and every country), or a list of codes and names, in which `us` and `world` may stand too. All"
                    + " others are counted together as `OTHER`. " + Fixed.BY_STATS),
    CLEAN_MODE(
            "clean.mode",
            Kind.CLEAN_MODE,
            "real-time",
            "How the clean job runs. `real-time` passes on each record at once; it needs a slot per partition of the raw"
                    + " topic, and falls back to micro-batches while there are too few."),
    CLEAN_BATCH(
            "clean.batch",
            Kind.DURATION,
            "5s",
            "Length of a batch in Real-Time Mode, which is the time between two commits. A crash repeats at most one"
                    + " batch."),
    CLEAN_TRIGGER(
            "clean.trigger",
            Kind.DURATION,
            "100ms",
            "The least time from the start of one micro-batch of the clean job to the start of the next."),
    CLEAN_MAX_OFFSETS(
            "clean.max-offsets", Kind.COUNT, "500000", "The most records that a micro-batch of the clean job reads."),
    CLEAN_MIN_PARTITIONS("clean.min-partitions", Kind.COUNT, "1", "Clean job: " + Fixed.MIN_PARTITIONS),
    STATS_TRIGGER(
            "stats.trigger",
            Kind.DURATION,
            "100ms",
            "The least time from the start of one micro-batch of the stats job to the start of the next."),
    STATS_MAX_OFFSETS(
            "stats.max-offsets", Kind.COUNT, "250000", "The most records that a micro-batch of the stats job reads."),
    STATS_MIN_PARTITIONS("stats.min-partitions", Kind.COUNT, "1", "Stats job: " + Fixed.MIN_PARTITIONS),
    STATS_DELAY(
            "stats.delay",
            Kind.DURATION,
            "5m",
            "The least time that the horizon stays behind the newest event: the stats job keeps the state of at least"
                    + " this much event time. Not less than `lateness`."),
    STATS_PATIENCE(
            "stats.patience",
            Kind.DURATION,
            "500ms",
            "The longest time that the stats job waits for more logins before it starts a micro-batch with only a few."),
    STATS_STATE_PARTITIONS(
            "stats.state-partitions",
            Kind.COUNT_OR_AUTO,
            "auto",
            "Partitions of the stats job's state. `auto` means 1 inside one process and 2 on a cluster, chosen when the"
                    + " checkpoint is made. " + Fixed.BY_STATS),
    CHECKPOINT_LOCATION(
            "checkpoint-location",
            Kind.TEXT,
            "",
            "Folder or URL of any Hadoop file system under which each job keeps its checkpoint, by the job's name. Empty"
                    + " means `checkpoints/` in the data directory; under `spark-submit` it must be set."),
    FAIL_ON_DATA_LOSS(
            "fail-on-data-loss",
            Kind.FLAG,
            "true",
            "Whether a job stops when records were deleted before it read them, or when the topic lost records that it had"
                    + " read. If `false`, it counts the records that it will never read as lost, and goes on."),
    DASHBOARD_HOST(
            "dashboard.host",
            Kind.TEXT,
            "127.0.0.1",
            "Address on which the dashboard listens. `0.0.0.0` means every address of this machine."),
    DASHBOARD_HOSTS(
            "dashboard.hosts",
            Kind.HOSTS,
            "",
            "Names by which people open the dashboard, without ports: it answers only requests whose `Host` is one of these,"
                    + " a name of the loopback address, `dashboard.host`, or the address at which the request arrived. So"
                    + " no foreign site can point its name here and read (DNS rebinding)."),
    DASHBOARD_PROXIES(
            "dashboard.proxies",
            Kind.NETWORKS,
            "",
            "Addresses and networks of the reverse proxies in front of the dashboard: the peers that connect to it."
                    + " Only of these it believes `Forwarded` and `X-Forwarded-*`."),
    DASHBOARD_PORT("dashboard.port", Kind.PORT, "10501", "Port of the dashboard; 0 means any free port."),
    DASHBOARD_AUTH(
            "dashboard.auth",
            Kind.AUTH,
            "none",
            "Who may see the dashboard. `none`: whoever reaches it, so only on the loopback address. `basic`: the users of"
                    + " `dashboard.users`, who sign in with a password. `oidc`: whom a provider of OpenID Connect signs in."
                    + " `proxy`: whom a proxy of `dashboard.proxies` names. See [security.md](security.md)."),
    DASHBOARD_INSECURE(
            "dashboard.insecure",
            Kind.FLAG,
            "false",
            "Whether a dashboard with `dashboard.auth: none` may listen on an address other than loopback's. `true` says"
                    + " that something in front protects it. Ids and raw values are then hidden, unless `dashboard.mask`"
                    + " shows them to `anyone`."),
    DASHBOARD_USERS(
            "dashboard.users",
            Kind.TEXT,
            "",
            "Path of the file of users and tokens, which `rollcall dashboard passwd` and `rollcall dashboard token` write."
                    + " Needed by `dashboard.auth: basic`; with `oidc` and `proxy`, its tokens are for machines. It is read"
                    + " again when it changes."),
    DASHBOARD_SESSION(
            "dashboard.session",
            Kind.DURATION,
            "8h",
            "How long somebody stays signed in. With `dashboard.auth: proxy`, the longest that one event stream stays open."),
    DASHBOARD_USER_HEADER(
            "dashboard.user-header",
            Kind.HEADER,
            "X-Forwarded-User",
            "With `dashboard.auth: proxy`, the header in which the proxy names the user. The proxy must remove it from the"
                    + " requests that it gets."),
    DASHBOARD_GROUPS_HEADER(
            "dashboard.groups-header",
            Kind.HEADER,
            "X-Forwarded-Groups",
            "With `dashboard.auth: proxy`, the header in which the proxy lists the user's groups, separated by commas. The"
                    + " proxy must remove it from the requests that it gets."),
    DASHBOARD_ROLES(
            "dashboard.roles",
            Kind.ROLES,
            "",
            "With `dashboard.auth: oidc` and `proxy`, the roles of groups, for example `ops=admin, support=analyst,"
                    + " *=viewer`. `*` is everybody whom the provider or the proxy lets through. Of several roles the highest"
                    + " counts; without one, access is refused."),
    DASHBOARD_URL(
            "dashboard.url",
            Kind.URL_OR_EMPTY,
            "",
            "With `dashboard.auth: oidc`, the address of the page as people open it, for example"
                    + " `https://example.com/rollcall/`. Empty means the one of each request, which is right unless a proxy in"
                    + " front removes a part of the path, or people come by another port than the dashboard's own"
                    + " without a proxy of `dashboard.proxies`."),
    DASHBOARD_OIDC_ISSUER(
            "dashboard.oidc.issuer",
            Kind.URL_OR_EMPTY,
            "",
            "With `dashboard.auth: oidc`, the address by which the provider calls itself; below it lies"
                    + " `/.well-known/openid-configuration`. `https`, or `http` on the loopback address."),
    DASHBOARD_OIDC_CLIENT_ID(
            "dashboard.oidc.client-id", Kind.TEXT, "", "The name by which the provider knows this dashboard."),
    DASHBOARD_OIDC_CLIENT_SECRET_FILE(
            "dashboard.oidc.client-secret-file",
            Kind.TEXT,
            "",
            "File whose first line is the secret that proves to the provider that this is the client. It is read at each"
                    + " sign-in. Empty means that the provider asks for none (a public client)."),
    DASHBOARD_OIDC_SCOPES(
            "dashboard.oidc.scopes",
            Kind.NAMES,
            "openid,profile,email",
            "What the provider is asked to tell of a person. Some tell groups only if asked for `groups`."),
    DASHBOARD_OIDC_ROLES_CLAIM(
            "dashboard.oidc.roles-claim",
            Kind.NAMES,
            "groups",
            "Claims of the ID token whose values `dashboard.roles` takes for groups. Dots lead into objects:"
                    + " `realm_access.roles`. `email` counts only if the provider has verified it."),
    DASHBOARD_OIDC_RECHECK(
            "dashboard.oidc.recheck",
            Kind.DURATION,
            "5m",
            "How often the provider is asked whether somebody who uses the dashboard may still, and with which role. For that"
                    + " it must give refresh tokens: Keycloak does, others if `dashboard.oidc.scopes` has `offline_access`."),
    DASHBOARD_MASK(
            "dashboard.mask",
            Kind.MASKS,
            "",
            "How much of ids and raw values roles see, for example `analyst.raw=shown, admin.ip=hash`. Defaults: `admin`"
                    + " sees everything, `analyst` a hash of `user_id`, `ip` and `device_id` and no raw value, `viewer` and"
                    + " `anyone` nothing. `anyone` is whoever opens a dashboard with `dashboard.insecure`. Everybody sees why"
                    + " logins failed, unless `viewer.failure_reason=hidden` says otherwise."),
    DASHBOARD_MASK_KEY(
            "dashboard.mask-key",
            Kind.TEXT,
            "",
            "Path of a file with the key of the hashes of `dashboard.mask`, 32 bytes or more. Empty means a new key at each"
                    + " start: hashes of different starts, and of different dashboards, then differ."),
    DASHBOARD_PATH(
            "dashboard.path",
            Kind.PATH,
            "/",
            "Path below which the dashboard serves the page and everything else, also `/health` and `/metrics`, for a proxy"
                    + " that passes its own path on, for example `/rollcall/`. For one that removes it, leave `/`."),
    DASHBOARD_TLS_CERTIFICATE(
            "dashboard.tls.certificate",
            Kind.TEXT,
            "",
            "File with the server's certificate, then those that sign it, in PEM; or a PKCS#12 file. With it the dashboard"
                    + " speaks TLS (1.2 or 1.3) and HTTP/2. The files of `dashboard.tls` are read again when they change."),
    DASHBOARD_TLS_KEY(
            "dashboard.tls.key",
            Kind.TEXT,
            "",
            "PEM file with the private key. Empty means that it is in the file of the certificate."),
    DASHBOARD_TLS_PASSWORD_FILE(
            "dashboard.tls.password-file",
            Kind.TEXT,
            "",
            "File whose first line is the password of the private key, or of the PKCS#12 file."),
    DASHBOARD_TLS_SELF_SIGNED(
            "dashboard.tls.self-signed",
            Kind.FLAG,
            "false",
            "Whether the dashboard makes a certificate in memory at each start, for a trial. Browsers warn of it; the"
                    + " fingerprint that the start prints is the one that they must show."),
    DASHBOARD_TLS_REDIRECT_PORT(
            "dashboard.tls.redirect-port",
            Kind.PORT_OR_EMPTY,
            "",
            "Port without TLS that redirects to `dashboard.port`; 0 means any free port, empty none."),
    DASHBOARD_TLS_HSTS(
            "dashboard.tls.hsts",
            Kind.FLAG,
            "false",
            "Whether browsers are told to use TLS only for this host name, for a year (`Strict-Transport-Security`). That"
                    + " holds for all ports of the name: leave it if one of them, such as the Spark UI's, has no TLS."),
    DASHBOARD_MAX_CONNECTIONS(
            "dashboard.max-connections",
            Kind.COUNT,
            "5000",
            "The most connections at a time; half of it for one address (IPv6: /64) that is no proxy of"
                    + " `dashboard.proxies`. Those above are closed, and counted in `/metrics`."),
    DASHBOARD_MAX_STREAMS(
            "dashboard.max-streams",
            Kind.COUNT,
            "2500",
            "The most viewers at a time; half of it for one address (IPv6: /64). Those above get 503 or 429, and are counted"
                    + " in `/metrics`."),
    DASHBOARD_HISTORY(
            "dashboard.history",
            Kind.DURATION,
            "25h",
            "How much event time the dashboard keeps in memory. It reads the topics again at each start, so"
                    + " `topics.retention` limits it too. Tiles show the same window a day before with `25h`, a week before"
                    + " with `170h`, of both."),
    DASHBOARD_WARN(
            "dashboard.warn",
            Kind.THRESHOLDS,
            "",
            "When a tile of the page turns amber, for example `logins<100, rejected>60`. " + Fixed.TILES),
    DASHBOARD_ALARM("dashboard.alarm", Kind.THRESHOLDS, "", "When a tile of the page turns red. " + Fixed.TILES),
    KAFKA_PORT("up.kafka-port", Kind.PORT, "29092", "Port of the embedded Kafka; 0 means any free port."),
    SPARK_UI_PORT("up.spark-ui-port", Kind.PORT, "9090", "Port of the Spark UI; 0 means any free port."),
    DATA_DIR(
            "up.data-dir",
            Kind.TEXT,
            "data",
            "Folder of the embedded Kafka's topics, the checkpoints and the logs. A relative path starts at the folder of the"
                    + " clone or of the unpacked archive, or at `~/.local/share/rollcall` if that archive's folder cannot be"
                    + " written; on the command line at the working directory."),
    RATE("produce.rate", Kind.RATE, "50", "Synthetic logins per second.");

    /** Sentences that several meanings share. */
    private static final class Fixed {
        static final String BY_CLEAN =
                "Fixed by the clean job's checkpoint: after a change, run `rollcall reset --job clean`.";
        static final String BY_STATS =
                "Fixed by the stats job's checkpoint: after a change, run `rollcall reset --job stats`.";
        static final String AT_CREATION = "Existing topics keep theirs.";
        static final String TILES = "Tiles: `logins` (per second), `users` and `devices` (in the window that is shown),"
                + " `rejected` and `late` (in the last whole minute).";
        static final String MIN_PARTITIONS = "the least number of tasks in which a micro-batch reads. A value above the"
                + " topic's partitions splits partitions among tasks.";
    }

    /** The type of a setting. */
    enum Kind {
        TEXT,
        SERVERS,
        TOPIC,
        COUNT,
        COUNT_OR_AUTO,
        PORT,
        PORT_OR_EMPTY,
        DURATION,
        LIST,
        HOSTS,
        NETWORKS,
        AUTH,
        HEADER,
        ROLES,
        MASKS,
        PATH,
        URL_OR_EMPTY,
        NAMES,
        THRESHOLDS,
        FLAG,
        CLEAN_MODE,
        RATE
    }

    /** The value that leaves the choice to Rollcall. */
    public static final String AUTO = "auto";

    private final String key;
    private final Kind kind;
    private final String defaultValue;
    private final String meaning;

    SettingKey(String key, Kind kind, String defaultValue, String meaning) {
        this.key = key;
        this.kind = kind;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** The dotted key, for example {@code window.length}. */
    public String key() {
        return key;
    }

    /** The environment variable, for example {@code ROLLCALL_WINDOW_LENGTH}. */
    public String environmentVariable() {
        return "ROLLCALL_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** How a message names the setting where no option sets it. */
    public String variableAndKey() {
        return "the variable " + environmentVariable() + " (or " + key + " in the settings file)";
    }

    /** The default, as text. */
    public String defaultValue() {
        return defaultValue;
    }

    /** What the setting does and what a change implies: sentences in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** The values that the setting accepts, for example {@code a whole number from 0 to 65535}. */
    public String range() {
        return SettingValues.range(this);
    }

    Kind kind() {
        return kind;
    }

    /** The setting with this key in a settings file; empty if there is none. */
    public static Optional<SettingKey> ofKey(String key) {
        return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
    }

    static Optional<SettingKey> ofEnvironmentVariable(String name) {
        return Arrays.stream(values())
                .filter(k -> k.environmentVariable().equals(name))
                .findFirst();
    }
}
