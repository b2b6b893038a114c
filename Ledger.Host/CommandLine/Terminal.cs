using System.Text;
using System.Text.Json;
using Ledger.Projections.Store;
using Spectre.Console;

namespace Ledger.Host.CommandLine;

/// <summary>Where a command writes: results to standard output, everything else to standard error.</summary>
public sealed class Terminal
{
    private const int WidthWithoutTerminal = 140;

    private static readonly JsonSerializerOptions Indented = new(LedgerJson.Options) { WriteIndented = true };

    private readonly Stream _output;

    private Terminal(Stream output, IAnsiConsole results, TextWriter errors, IAnsiConsole progress) =>
        (_output, Results, Errors, Progress) = (output, results, errors, progress);

    /// <summary>Tables and sentences that are the result.</summary>
    public IAnsiConsole Results { get; }

    /// <summary>Progress, hints and errors.</summary>
    public IAnsiConsole Progress { get; }

    /// <summary>The writer under <see cref="Progress"/>.</summary>
    public TextWriter Errors { get; }

    /// <summary>The database to work on; null for the one that the environment names, or the private one.</summary>
    public string? Database { get; init; }

    /// <summary>The code the process ends with.</summary>
    public int ExitCode { get; set; } = Exit.BadUsage;

    /// <summary>The process's own streams.</summary>
    public static Terminal OfProcess() => new(
        System.Console.OpenStandardOutput(),
        Console(System.Console.Out, System.Console.IsOutputRedirected),
        System.Console.Error,
        Console(System.Console.Error, System.Console.IsErrorRedirected));

    /// <summary>Streams and a database of the caller's, so that several commands can run in one process.</summary>
    public static Terminal On(Stream output, TextWriter errors, string? database)
    {
        var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        return new Terminal(output, Console(writer, isRedirected: true), errors, Console(errors, isRedirected: true)) { Database = database };
    }

    /// <summary>Writes one JSON document, the whole of the result.</summary>
    public void WriteJson<T>(T document)
    {
        JsonSerializer.Serialize(_output, document, Indented);
        _output.WriteByte((byte)'\n');
        _output.Flush();
    }

    /// <summary>Writes a text that is the whole of the result, as it stands.</summary>
    public void WriteText(string text)
    {
        _output.Write(Encoding.UTF8.GetBytes(text));
        _output.Flush();
    }

    /// <summary>Writes a plain line of progress, never broken: scripts look for words in it.</summary>
    public void Say(string line) => Errors.WriteLine(line);

    private static IAnsiConsole Console(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (isRedirected)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return console;
    }
}

/// <summary>Exit codes that scripts rely on.</summary>
public static class Exit
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A check found a difference.</summary>
    public const int Difference = 1;

    /// <summary>Bad usage, or input that cannot be read.</summary>
    public const int BadUsage = 2;

    /// <summary>Some lines were rejected.</summary>
    public const int LinesRejected = 3;
}

/// <summary>A command was called in a way it cannot follow; the message says how to mend it.</summary>
/// <param name="message">What to mend.</param>
public sealed class BadUsageException(string message) : Exception(message);
