package dev.holdfast.board;

import dev.holdfast.spi.BoardProviderFactory;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The kinds of boards that this process knows. A plugin that is broken, or whose name another one has too, is reported
 * and hinders no other; of two with one name neither is used, since credentials could reach the wrong one. Immutable.
 */
public final class Plugins {
    private static final System.Logger LOG = System.getLogger("dev.holdfast.plugins");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final String ERROR_PREFIX = BoardProviderFactory.class.getName() + ": ";
    private static final Pattern IN_JAR = Pattern.compile("\\S+!/");
    /** Of one services file, lest a loader fail for ever. */
    private static final int MOST_FAILURES = 100;

    private final Map<String, BoardProviderFactory> factories = new TreeMap<>();
    private final List<Broken> broken = new ArrayList<>();

    /**
     * A plugin that cannot be used.
     *
     * @param source the jar, or what it is known by
     * @param problem what is wrong, for the operator
     */
    public record Broken(String source, String problem) {}

    /**
     * Where plugins may be.
     *
     * @param own only what this loader itself holds, not what its parents hold
     */
    public record Place(String name, ClassLoader loader, boolean own) {}

    private record Found(String source, BoardProviderFactory factory) {}

    private Plugins() {}

    /** Those that lie beside the SPI: Maven dependencies, and jars of a Lambda layer. */
    public static Plugins onClassPath() {
        return in(List.of());
    }

    /** Those beside the SPI, and those in further places. */
    public static Plugins in(Collection<Place> places) {
        Plugins plugins = new Plugins();
        Map<String, List<Found>> byName = new TreeMap<>();
        // Not the context's loader: only the SPI's own finds a layer's jars as well as a dependency's.
        plugins.load(new Place("class path", BoardProviderFactory.class.getClassLoader(), false), byName);
        places.forEach(place -> plugins.load(place, byName));
        byName.forEach(plugins::choose);
        plugins.broken.forEach(
                problem -> LOG.log(Level.WARNING, "plugin " + problem.source() + ": " + problem.problem()));
        return plugins;
    }

    /** Just these. */
    public static Plugins of(BoardProviderFactory... factories) {
        Plugins plugins = new Plugins();
        for (BoardProviderFactory factory : factories) {
            plugins.factories.put(checkedName(factory), factory);
        }
        return plugins;
    }

    private void choose(String name, List<Found> found) {
        if (found.size() == 1) {
            factories.put(name, found.getFirst().factory());
            return;
        }
        List<String> sources = found.stream().map(Found::source).toList();
        broken.add(new Broken(
                String.join(", ", sources), "all call themselves " + name + ", so none is used; take out all but one"));
    }

    private void load(Place place, Map<String, List<Found>> byName) {
        Set<Class<?>> seen = new HashSet<>();
        Iterator<ServiceLoader.Provider<BoardProviderFactory>> each =
                ServiceLoader.load(BoardProviderFactory.class, place.loader()).stream()
                        .iterator();
        int before = broken.size();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (!each.hasNext()) {
                    break;
                }
                ServiceLoader.Provider<BoardProviderFactory> next = each.next();
                boolean wanted =
                        !place.own() || place.loader().equals(next.type().getClassLoader());
                if (wanted && seen.add(next.type())) {
                    Found found = new Found(source(place, next.type()), next.get());
                    byName.computeIfAbsent(checkedName(found.factory()), _ -> new ArrayList<>())
                            .add(found);
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException failure) {
                failures++;
                broken.add(new Broken(place.name(), problem(failure)));
            }
        }
        if (place.own() && seen.isEmpty() && broken.size() == before) {
            broken.add(new Broken(
                    place.name(),
                    "holds no provider: it is no jar, or has no META-INF/services/"
                            + BoardProviderFactory.class.getName()));
        }
    }

    private static String checkedName(BoardProviderFactory factory) {
        String name = factory.name();
        if (!isName(name)) {
            throw new IllegalArgumentException("its name must be lower-case letters, digits and hyphens");
        }
        boolean described = factory.configuration().stream().allMatch(key -> key.name() != null);
        if (!described) {
            throw new IllegalArgumentException("its configuration cannot be read");
        }
        return name;
    }

    private static String source(Place place, Class<?> type) {
        CodeSource code = type.getProtectionDomain().getCodeSource();
        URL location = code == null ? null : code.getLocation();
        if (place.own() || location == null) {
            return place.name();
        }
        String path = location.getPath().replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1) + " (" + type.getName() + ")";
    }

    private static String problem(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof ServiceConfigurationError && message.startsWith(ERROR_PREFIX)) {
            Throwable cause = failure.getCause();
            return IN_JAR.matcher(message.substring(ERROR_PREFIX.length())).replaceAll("")
                    + (cause == null ? "" : " (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")");
        }
        return failure instanceof IllegalArgumentException
                ? message
                : failure.getClass().getSimpleName() + ": " + message;
    }

    public Optional<BoardProviderFactory> find(String name) {
        return Optional.ofNullable(factories.get(name));
    }

    /** In the order of names. */
    public List<BoardProviderFactory> all() {
        return List.copyOf(factories.values());
    }

    public List<Broken> broken() {
        return List.copyOf(broken);
    }

    /** Whether a plugin could be called so. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
