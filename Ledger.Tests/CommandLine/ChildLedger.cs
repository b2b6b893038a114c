using System.Diagnostics;
using System.Text;
using Xunit;

namespace Ledger.Tests.CommandLine;

/// <summary>A ledger in a process of its own, as a shell starts it, which can be killed at any moment.</summary>
internal sealed class ChildLedger : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private ChildLedger(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Kept(_output);

    public string Errors => Kept(_errors);

    public bool HasExited => _process.HasExited;

    public static ChildLedger Start(string database, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Ledger.Host.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment["LEDGER_DATABASE"] = database;

        // The tests may run in a container; their children are to behave as on a bare machine.
        start.Environment.Remove("DOTNET_RUNNING_IN_CONTAINER");
        return new ChildLedger(Process.Start(start)!);
    }

    /// <summary>Runs a call to its end.</summary>
    public static async Task<Answer> CallAsync(string database, params string[] args)
    {
        await using var child = Start(database, args);
        return await child.EndAsync();
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<Answer> EndAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Wait.Longest);
        await _process.WaitForExitAsync(deadline.Token);
        return new Answer(_process.ExitCode, Output, Errors);
    }

    /// <summary>Kills it with SIGKILL: it gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static void Keep(StringBuilder kept, string? line)
    {
        lock (kept)
        {
            _ = line is null ? kept : kept.Append(line).Append('\n');
        }
    }

    private static string Kept(StringBuilder kept)
    {
        lock (kept)
        {
            return kept.ToString();
        }
    }
}
