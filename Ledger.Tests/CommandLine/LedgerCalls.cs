using System.Text;
using System.Text.Json;
using Ledger.Host.CommandLine;
using Npgsql;
using Spectre.Console;
using Xunit;

namespace Ledger.Tests.CommandLine;

/// <summary>Calls of the command line in this process, each with streams of its own, on one database.</summary>
internal sealed class LedgerCalls(string database)
{
    // Help and usage errors are the library's own and go to one console of the process: they would only clutter the run's output.
    static LedgerCalls() => AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });

    public string Database { get; } = database;

    public async Task<Answer> CallAsync(params string[] args)
    {
        using var output = new MemoryStream();
        await using var errors = new StringWriter();

        // Progress is said from several threads.
        var exit = await LedgerProgram.RunAsync(args, Terminal.On(output, TextWriter.Synchronized(errors), Database));

        // A program that ended holds no connection; the server's hundred are shared by every test at work.
        await using var pooled = new NpgsqlConnection(Database);
        NpgsqlConnection.ClearPool(pooled);
        return new Answer(exit, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }

    /// <summary>Calls and expects to be answered with exit code 0.</summary>
    public async Task<Answer> SucceedAsync(params string[] args)
    {
        var answer = await CallAsync(args);
        Assert.True(answer.Exit == Exit.Done, $"ledger {string.Join(' ', args)} ended with {answer.Exit}:\n{answer.Errors}\n{answer.Output}");
        return answer;
    }

    /// <summary>Imports lines through a file and expects every one to be accepted.</summary>
    public async Task RecordAsync(params IReadOnlyCollection<string> lines)
    {
        using var folder = new TemporaryFolder();
        var answer = await SucceedAsync("import", folder.Write("facts.jsonl", lines), "--json");
        Assert.Equal(lines.Count, answer.Json.GetProperty("accepted").GetInt32());
    }
}

/// <summary>What a call came to.</summary>
internal sealed record Answer(int Exit, string Output, string Errors)
{
    /// <summary>The one JSON document on standard output; fails where there is anything else.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }
}
