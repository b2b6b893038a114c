using JasperFx.CommandLine;
using Ledger.Host.CommandLine;
using Ledger.Host.Demo;
using Ledger.Host.Flags;
using Ledger.Host.Import;
using Ledger.Host.Replay;
using Ledger.Host.Reset;
using Ledger.Host.Serve;
using Ledger.Host.SyntheticCorridor;
using Ledger.Host.Verify;
using Spectre.Console;

var terminal = new Terminal();
AnsiConsole.Console = terminal.Progress;
var executor = CommandExecutor.For(
    commands =>
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
    },
    new CommandMaker(terminal));
var asksForHelp = args.Length == 0 || args[0] is "help" or "?" || args.Contains("--help") || args.Contains("-h");
await executor.ExecuteAsync(asksForHelp && args.Length > 0 && args[0] != "help" ? ["help", .. args.Where(arg => !arg.StartsWith('-'))] : args);
return asksForHelp ? Exit.Done : terminal.ExitCode;
