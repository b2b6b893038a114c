using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Ledger.Host.PrivatePostgres;

/// <summary>How a program ended, and the end of what it printed on both streams.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    internal bool Succeeded => ExitCode == 0;
}

/// <summary>Runs a program to its end within a time limit; nothing here waits, or remembers output, without a bound.</summary>
internal static class BoundedCommand
{
    private const int RememberedCharacters = 16_384;

    /// <summary>A server started by the program may keep the pipes open for ever: what has arrived by then is what counts.</summary>
    private static readonly TimeSpan LastOutputLimit = TimeSpan.FromSeconds(2);

    /// <summary>Runs the program with the root folder as its working folder, so that another account can enter it.</summary>
    /// <exception cref="LedgerDatabaseException">The program cannot be started, or did not end in time (it is ended then).</exception>
    internal static async Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancel, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = Path.GetPathRoot(AppContext.BaseDirectory)!,
        };

        // Messages are read by people and by this program: one language, whatever the machine speaks.
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Launch(start);
        process.StandardInput.Close();
        var output = new StringBuilder();
        var reading = Task.WhenAll(RememberAsync(process.StandardOutput, output), RememberAsync(process.StandardError, output));
        await WaitAsync(process, output, limit, cancel);
        await Task.WhenAny(reading, Task.Delay(LastOutputLimit, cancel));
        return new CommandResult(process.ExitCode, Text(output));
    }

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception cause)
        {
            throw new LedgerDatabaseException($"The program {start.FileName} cannot be started: {cause.Message}.", cause);
        }
    }

    private static async Task WaitAsync(Process process, StringBuilder output, TimeSpan limit, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(limit);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            // Only the program itself: a database server it has started must be left to finish its own writing.
            process.Kill();
            cancel.ThrowIfCancellationRequested();
            throw new LedgerDatabaseException(
                $"{Path.GetFileName(process.StartInfo.FileName)} {string.Join(' ', process.StartInfo.ArgumentList)} did not end within "
                + $"{limit.TotalSeconds:0} s and was ended. Is the disk or the machine overloaded? It had printed:\n{Text(output)}");
        }
    }

    private static async Task RememberAsync(StreamReader reader, StringBuilder output)
    {
        var buffer = new char[1024];
        for (int read; (read = await reader.ReadAsync(buffer)) > 0;)
        {
            lock (output)
            {
                output.Append(buffer, 0, read);
                output.Remove(0, Math.Max(0, output.Length - RememberedCharacters));
            }
        }
    }

    private static string Text(StringBuilder output)
    {
        lock (output)
        {
            return output.ToString().Trim();
        }
    }
}
