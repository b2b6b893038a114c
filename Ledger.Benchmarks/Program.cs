using BenchmarkDotNet.Running;
using Ledger.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(JudgingCharges).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"]);
