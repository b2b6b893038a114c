using BenchmarkDotNet.Running;
using Ledger.Benchmarks;
using Ledger.Benchmarks.Growth;
using Ledger.Benchmarks.Hledger;
using Ledger.Benchmarks.ImportSpeed;
using Ledger.Benchmarks.KilledImports;
using Ledger.Benchmarks.Pairs;
using Ledger.Benchmarks.Targets;
using Ledger.Benchmarks.WatchListSpeed;

// What needs a database is timed as a whole; what is a function is BenchmarkDotNet's to time.
return args switch
{
    [] => await TargetsBench.RunAsync([]),
    ["table", .. var rest] => await TargetsBench.RunAsync(rest),
    ["import", .. var rest] => await ImportBench.RunAsync(rest),
    ["growth", .. var rest] => await GrowthBench.RunAsync(rest),
    ["kill", .. var rest] => await KillBench.RunAsync(rest),
    ["watch-list", .. var rest] => await WatchListBench.RunAsync(rest),
    ["pairs", .. var rest] => await PairBench.RunAsync(rest),
    ["balances", var file] => await WorkerPostings.BalanceAsync(file),
    ["functions", .. var rest] => Functions(rest),
    _ => Unknown(args[0]),
};

static int Functions(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(JudgingCharges).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"]);
    return 0;
}

static int Unknown(string what)
{
    Console.Error.WriteLine($"ledger: bench {what} is not known: give table, import, growth, kill, watch-list, pairs, functions, or nothing for the table of all.");
    return 2;
}
