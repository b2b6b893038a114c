using Ledger.Domain.Wages;

namespace Ledger.Domain.Debt;

/// <summary>What a loan came to on one side before the first pay round and at the end of each, each reckoned when it is first asked for.</summary>
/// <param name="course">The loan on that side.</param>
/// <param name="rounds">The pay rounds in order of date, each beginning where the one before ended.</param>
internal sealed class RoundEnds(LoanCourse course, IReadOnlyList<PayRound> rounds)
{
    private readonly End?[] _ends = new End?[rounds.Count + 1];

    /// <summary>The pay rounds.</summary>
    public IReadOnlyList<PayRound> Rounds => rounds;

    /// <summary>The balance when a round began.</summary>
    /// <exception cref="OverflowException">The terms let it grow beyond what a decimal can hold.</exception>
    public ref readonly LoanBalance Before(int round) => ref (_ends[round] ??= new End(course.At(rounds[round].After))).Balance;

    /// <summary>The balance when a round ended.</summary>
    /// <exception cref="OverflowException">The terms let it grow beyond what a decimal can hold.</exception>
    public ref readonly LoanBalance After(int round) => ref (_ends[round + 1] ??= new End(course.At(rounds[round].On))).Balance;

    private sealed class End(LoanBalance balance)
    {
        public readonly LoanBalance Balance = balance;
    }
}
