using JasperFx.CommandLine;
using Ledger.Host.Accuracy;
using Ledger.Host.Chains;
using Ledger.Host.Demo;
using Ledger.Host.Flags;
using Ledger.Host.Import;
using Ledger.Host.Replay;
using Ledger.Host.Reports;
using Ledger.Host.Reset;
using Ledger.Host.Rules;
using Ledger.Host.Scorecards;
using Ledger.Host.Serve;
using Ledger.Host.Statements;
using Ledger.Host.SyntheticCorridor;
using Ledger.Host.Verify;

namespace Ledger.Host.CommandLine;

/// <summary>The command line as a whole: picks the verb and runs it.</summary>
public static class LedgerProgram
{
    private static readonly Type[] Verbs =
    [
        typeof(DemoCommand), typeof(ServeCommand), typeof(ImportCommand), typeof(FlagsCommand),
        typeof(ReplayCommand), typeof(ScorecardCommand), typeof(StatementCommand), typeof(ReportCommand), typeof(ChainCommand), typeof(VerifyCommand), typeof(RulesCommand), typeof(GenerateCommand), typeof(AccuracyCommand), typeof(ResetCommand),
    ];

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The verb, its arguments and flags.</param>
    /// <param name="terminal">Where it writes, and the database it works on.</param>
    /// <returns>An exit code of <see cref="Exit"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var executor = CommandExecutor.For(Register, new CommandMaker(terminal));
        var asksForHelp = args.Length == 0 || args[0] is "help" or "?" || args.Contains("--help") || args.Contains("-h");
        if (!asksForHelp)
        {
            await executor.ExecuteAsync(args);
            return terminal.ExitCode;
        }

        var about = args.FirstOrDefault(arg => !arg.StartsWith('-') && arg is not ("help" or "?"));
        await executor.ExecuteAsync(about is null ? ["help"] : ["help", about]);
        return about is null || Verbs.Any(verb => CommandFactory.CommandNameFor(verb) == about) ? Exit.Done : Exit.BadUsage;
    }

    private static void Register(CommandFactory commands)
    {
        commands.SetAppName("ledger");
        foreach (var verb in Verbs)
        {
            commands.RegisterCommand(verb);
        }
    }
}
