package dev.holdfast.spi;

import java.io.IOException;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What code outside the package can name in compiled classes: one line a type and a member, sorted. */
final class PublicApi {

    private PublicApi() {}

    static List<String> lines(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                    .map(file -> type(file.substring(0, file.length() - ".class".length())))
                    .filter(PublicApi::isPublic)
                    .flatMap(PublicApi::lines)
                    .sorted()
                    .toList();
        }
    }

    private static Class<?> type(String path) {
        try {
            return Class.forName(path.replace('/', '.').replace('\\', '.'));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    private static Stream<String> lines(Class<?> type) {
        String name = name(type);
        Stream<String> members = Stream.of(
                        Arrays.stream(type.getDeclaredFields()),
                        Arrays.stream(type.getDeclaredConstructors()),
                        Arrays.stream(type.getDeclaredMethods()))
                .flatMap(all -> all.map(Member.class::cast))
                .filter(PublicApi::isSeen)
                .map(member -> name + "#" + line(member));
        return Stream.concat(Stream.of(name + " = " + header(type)), members);
    }

    private static boolean isSeen(Member member) {
        int modifiers = member.getModifiers();
        return (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)) && !member.isSynthetic();
    }

    private static String header(Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        Stream<Class<?>> above =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
        String sealed = type.isSealed() ? "sealed " : "";
        return modifiers(type.accessFlags().stream().filter(flag -> flag != AccessFlag.SUPER))
                + sealed
                + kind
                + above.map(PublicApi::name).sorted().collect(Collectors.joining(", ", " : ", ""));
    }

    private static String line(Member member) {
        String modifiers = modifiers(member.accessFlags().stream().filter(flag -> flag != AccessFlag.VARARGS));
        return switch (member) {
            case Field field ->
                field.getName() + " : " + modifiers + field.getGenericType().getTypeName();
            case Constructor<?> made -> "new" + parameters(made) + " : " + modifiers.strip();
            case Method method ->
                method.getName() + parameters(method) + " : " + modifiers
                        + method.getGenericReturnType().getTypeName();
            default -> throw new IllegalStateException(member.toString());
        };
    }

    private static String modifiers(Stream<AccessFlag> flags) {
        return flags.filter(flag -> flag.sourceModifier())
                .map(flag -> flag.name().toLowerCase(Locale.ROOT) + " ")
                .sorted()
                .collect(Collectors.joining());
    }

    private static String parameters(Executable executable) {
        return Arrays.stream(executable.getGenericParameterTypes())
                .map(Type::getTypeName)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String name(Class<?> type) {
        return type.getName().replace("dev.holdfast.spi.", "").replace('$', '.');
    }
}
