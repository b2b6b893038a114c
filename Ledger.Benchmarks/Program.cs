using Ledger.Benchmarks.ImportSpeed;
using Ledger.Host.PrivatePostgres;

if (args is not ([] or [_]) || (args is [var text] && !(int.TryParse(text, out var asked) && asked is >= 1 and <= 50_000)))
{
    await Console.Error.WriteLineAsync("ledger: bench takes one number, of invented workers, 1 to 50000 (about 35 facts each); 1000 where none is given.");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var workers = args is [var given] ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 1_000;
var server = await LedgerDatabase.ConnectionStringAsync(Console.Error, stop.Token);
await using var run = await ImportRun.MakeAsync(server, workers, stop.Token);
ImportTable.Write(await run.MeasureAsync(stop.Token));
return 0;
