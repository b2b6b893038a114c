using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Host.Import;

namespace Ledger.Benchmarks.Hledger;

/// <summary>What facts post to the accounts of their workers, one account for each kind of money and currency.</summary>
internal static class WorkerPostings
{
    /// <summary>What a fact posts; nothing where it tells of no money.</summary>
    public static (string Account, Money Amount)? Of(Fact fact) => fact switch
    {
        FeeCharged fee => (Account(fee, "fees", fee.Amount), fee.Amount),
        Reimbursed back => (Account(back, "fees", back.Amount), Negative(back.Amount)),
        WagePaid wage => (Account(wage, "wages", wage.Net), wage.Net),
        DeductionTaken cut => (Account(cut, "cuts", cut.Amount), cut.Amount),
        LoanDisbursed loan => (Account(loan, "loans", loan.Principal), loan.Principal),
        LoanRepaid repaid => (Account(repaid, "loans", repaid.Amount), Negative(repaid.Amount)),
        _ => null,
    };

    /// <summary>Adds up the facts of a file and writes the balance of each account that is not zero, one a line.</summary>
    /// <returns>0.</returns>
    public static async Task<int> BalanceAsync(string file)
    {
        Dictionary<string, decimal> balances = new(StringComparer.Ordinal);
        await using var stream = File.OpenRead(file);
        await foreach (var line in FactLines.ReadAsync(stream, CancellationToken.None))
        {
            if (FactWire.Read(line.Bytes).Fact is { } fact && Of(fact) is var (account, amount))
            {
                balances[account] = balances.GetValueOrDefault(account) + amount.Amount;
            }
        }

        await using var output = new StreamWriter(Console.OpenStandardOutput());
        foreach (var (account, balance) in balances.Where(balance => balance.Value != 0))
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{account},{balance}"));
        }

        return 0;
    }

    private static string Account(Fact fact, string kind, Money amount) => $"workers:{fact.Worker}:{kind}:{amount.Currency.Code}";

    private static Money Negative(Money amount) => Money.Of(-amount.Amount, amount.Currency.Code);
}
