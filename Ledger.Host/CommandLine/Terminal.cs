using System.Text.Json;
using Ledger.Projections.Store;
using Spectre.Console;

namespace Ledger.Host.CommandLine;

/// <summary>Where a command writes: results to standard output, everything else to standard error.</summary>
public sealed class Terminal
{
    private const int WidthWithoutTerminal = 140;

    private static readonly JsonSerializerOptions Indented = new(LedgerJson.Options) { WriteIndented = true };

    /// <summary>Opens the process's own streams.</summary>
    public Terminal()
    {
        Results = Console(System.Console.Out, System.Console.IsOutputRedirected);
        Progress = Console(System.Console.Error, System.Console.IsErrorRedirected);
    }

    /// <summary>Tables and sentences that are the result.</summary>
    public IAnsiConsole Results { get; }

    /// <summary>Progress, hints and errors.</summary>
    public IAnsiConsole Progress { get; }

    /// <summary>The code the process ends with.</summary>
    public int ExitCode { get; set; } = Exit.BadUsage;

    /// <summary>Writes one JSON document, the whole of the result.</summary>
    public static void WriteJson<T>(T document)
    {
        using var output = System.Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, document, Indented);
        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes a plain line of progress.</summary>
    public void Say(string line) => Progress.WriteLine(line);

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
