package faultline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's manual page in man(7), from what picocli knows of the command: the same words as its help. */
final class ManPage {
    private final CommandSpec command;
    private final StringBuilder roff = new StringBuilder();

    private ManPage(CommandSpec command) {
        this.command = command;
    }

    /** Returns the page's name without its section: {@code faultline-predict}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    /**
     * Returns the page.
     *
     * @param version of the program, as the footer shows it
     */
    static String of(CommandSpec command, String version) {
        return new ManPage(command).text(version);
    }

    private String text(String version) {
        String title = name(command).toUpperCase(Locale.ROOT);
        roff.append(".TH ").append(quoted(title)).append(" 1 \"\" ");
        roff.append(quoted(version)).append(" \"Faultline manual\"\n.nh\n.ad l\n");
        section("NAME", escaped(name(command)) + " \\- " + escaped(headline()));
        section("SYNOPSIS", synopsis());
        section("DESCRIPTION", escaped(joined(command.usageMessage().description())));
        parameters();
        options();
        commands();
        exitCodes();
        example();
        seeAlso();
        return roff.toString();
    }

    private void section(String heading, String text) {
        roff.append(".SH ").append(heading).append('\n');
        roff.append(text).append('\n');
    }

    private String headline() {
        String all = joined(command.usageMessage().description());
        int end = all.indexOf(". ");
        String first = end < 0 ? all : all.substring(0, end);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    private String synopsis() {
        CommandLine line = new CommandLine(command);
        String text = line.getHelp().synopsis(0).replaceAll("\\s+", " ").strip();
        String name = command.qualifiedName();
        return ".B " + escaped(name) + "\n"
                + escaped(text.substring(name.length()).strip());
    }

    private void parameters() {
        List<PositionalParamSpec> shown = command.positionalParameters().stream()
                .filter(param -> !param.hidden())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        roff.append(".SH ARGUMENTS\n");
        for (PositionalParamSpec param : shown) {
            entry("\\fI" + escaped(param.paramLabel()) + "\\fR", described(param));
        }
    }

    private void options() {
        List<OptionSpec> shown = new ArrayList<>(command.options());
        shown.removeIf(OptionSpec::hidden);
        shown.sort((a, b) -> a.longestName().compareTo(b.longestName()));
        if (shown.isEmpty()) {
            return;
        }
        roff.append(".SH OPTIONS\n");
        for (OptionSpec option : shown) {
            List<String> names = new ArrayList<>();
            for (String name : option.names()) {
                names.add("\\fB" + escaped(name) + "\\fR");
            }
            String value = option.arity().max() == 0 ? "" : "=\\fI" + escaped(option.paramLabel()) + "\\fR";
            boolean optional = option.arity().min() == 0 && option.arity().max() > 0;
            entry(String.join(", ", names) + (optional ? "[" + value + "]" : value), described(option));
        }
    }

    private void commands() {
        List<CommandSpec> shown = command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .distinct()
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        roff.append(".SH COMMANDS\n");
        shown.forEach(spec -> entry(
                "\\fB" + escaped(spec.name()) + "\\fR",
                joined(spec.usageMessage().description())));
    }

    private void exitCodes() {
        CommandSpec root = command.root();
        if (root.usageMessage().exitCodeList().isEmpty()) {
            return;
        }
        roff.append(".SH EXIT STATUS\n");
        root.usageMessage().exitCodeList().forEach((code, meaning) -> entry("\\fB" + code + "\\fR", meaning));
    }

    private void example() {
        String[] footer = command.usageMessage().footer();
        if (footer.length == 0) {
            return;
        }
        roff.append(".SH EXAMPLES\n.nf\n");
        for (String line : footer) {
            roff.append(line.isBlank() ? "\\&" : escaped(formatted(line))).append('\n');
        }
        roff.append(".fi\n");
    }

    private void seeAlso() {
        List<String> pages = new ArrayList<>();
        if (command.parent() != null) {
            pages.add(name(command.parent()));
        }
        command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .map(ManPage::name)
                .distinct()
                .forEach(pages::add);
        if (!pages.isEmpty()) {
            List<String> shown = pages.stream()
                    .map(page -> "\\fB" + escaped(page) + "\\fR(1)")
                    .toList();
            section("SEE ALSO", String.join(",\n", shown));
        }
    }

    private void entry(String what, String text) {
        roff.append(".TP\n").append(what).append('\n');
        roff.append(text.isBlank() ? "\\&" : escaped(text)).append('\n');
    }

    private static String described(ArgSpec argument) {
        return joined(argument.description());
    }

    private static String joined(String... lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(text.length() == 0 ? "" : " ").append(formatted(line).strip());
        }
        return text.toString().replaceAll("\\s+", " ");
    }

    /** Returns what picocli prints of a text that is a format. */
    private static String formatted(String text) {
        return text.replace("%n", "\n").replace("%%", "%");
    }

    private static String quoted(String text) {
        return "\"" + escaped(text).replace("\"", "\\(dq") + "\"";
    }

    /** Returns text that roff prints as it is. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String plain = line.replace("\\", "\\e")
                    .replace("-", "\\-")
                    .replace("'", "\\(aq")
                    .replace("^", "\\(ha");
            plain = plain.replace("~", "\\(ti").replace("`", "\\(ga");
            safe.append(safe.length() == 0 ? "" : "\n").append(plain.startsWith(".") ? "\\&" + plain : plain);
        }
        return safe.toString();
    }
}
