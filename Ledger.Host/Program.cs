using System.Globalization;
using Ledger.Host.CommandLine;
using Spectre.Console;

// What commands and the API say is the same on every machine; only a page follows its reader's locale.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

var terminal = Terminal.OfProcess();

// Help and usage errors are written by the command line's own library, to whatever this names.
AnsiConsole.Console = terminal.Progress;
return await LedgerProgram.RunAsync(args, terminal);
