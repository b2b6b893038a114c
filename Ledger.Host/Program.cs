using Ledger.Host.CommandLine;
using Spectre.Console;

var terminal = Terminal.OfProcess();

// Help and usage errors are written by the command line's own library, to whatever this names.
AnsiConsole.Console = terminal.Progress;
return await LedgerProgram.RunAsync(args, terminal);
