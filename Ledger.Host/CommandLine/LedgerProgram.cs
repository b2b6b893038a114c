using JasperFx.CommandLine;
using Ledger.Host.Demo;
using Ledger.Host.Flags;
using Ledger.Host.Import;
using Ledger.Host.Replay;
using Ledger.Host.Reset;
using Ledger.Host.Serve;
using Ledger.Host.SyntheticCorridor;
using Ledger.Host.Verify;

namespace Ledger.Host.CommandLine;

/// <summary>The command line as a whole: picks the verb and runs it.</summary>
public static class LedgerProgram
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The verb, its arguments and flags.</param>
    /// <param name="terminal">Where it writes, and the database it works on.</param>
    /// <returns>An exit code of <see cref="Exit"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var executor = CommandExecutor.For(Register, new CommandMaker(terminal));
        var asksForHelp = args.Length == 0 || args[0] is "help" or "?" || args.Contains("--help") || args.Contains("-h");
        await executor.ExecuteAsync(asksForHelp && args.Length > 0 && args[0] != "help" ? ["help", .. args.Where(arg => !arg.StartsWith('-'))] : args);
        return asksForHelp ? Exit.Done : terminal.ExitCode;
    }

    private static void Register(CommandFactory commands)
    {
        commands.SetAppName("ledger");
        commands.RegisterCommand<DemoCommand>();
        commands.RegisterCommand<ServeCommand>();
        commands.RegisterCommand<ImportCommand>();
        commands.RegisterCommand<FlagsCommand>();
        commands.RegisterCommand<ReplayCommand>();
        commands.RegisterCommand<VerifyCommand>();
        commands.RegisterCommand<GenerateCommand>();
        commands.RegisterCommand<ResetCommand>();
    }
}
