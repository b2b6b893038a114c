using BenchmarkDotNet.Running;
using Ledger.Benchmarks;
using Ledger.Benchmarks.ImportSpeed;
using Ledger.Benchmarks.Pairs;
using Ledger.Benchmarks.WatchListSpeed;

// Imports and pairs need a database; everything else is a function, and BenchmarkDotNet's to time.
if (args is ["import", ..])
{
    return await ImportBench.RunAsync(args[1..]);
}

if (args is ["watch-list", ..])
{
    return await WatchListBench.RunAsync(args[1..]);
}

if (args is ["pairs", ..])
{
    return await PairBench.RunAsync(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(JudgingCharges).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"]);
return 0;
