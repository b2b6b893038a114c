using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Host.Import;

namespace Ledger.Benchmarks.Hledger;

/// <summary>What facts post to the accounts of their workers, one account for each kind of money and currency.</summary>
internal static class WorkerPostings
{
    /// <summary>What a fact posts: the account, the sum, below zero where it takes away, and its currency; nothing where it tells of no money.</summary>
    public static (string Account, decimal Sum, string Currency)? Of(Fact fact) => fact switch
    {
        FeeCharged fee => Posting(fee, "fees", fee.Amount, 1),
        Reimbursed back => Posting(back, "fees", back.Amount, -1),
        WagePaid wage => Posting(wage, "wages", wage.Net, 1),
        DeductionTaken cut => Posting(cut, "cuts", cut.Amount, 1),
        LoanDisbursed loan => Posting(loan, "loans", loan.Principal, 1),
        LoanRepaid repaid => Posting(repaid, "loans", repaid.Amount, -1),
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
            if (FactWire.Read(line.Bytes).Fact is { } fact && Of(fact) is var (account, sum, _))
            {
                balances[account] = balances.GetValueOrDefault(account) + sum;
            }
        }

        await using var output = new StreamWriter(Console.OpenStandardOutput());
        foreach (var (account, balance) in balances.Where(balance => balance.Value != 0))
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{account},{balance}"));
        }

        return 0;
    }

    private static (string Account, decimal Sum, string Currency) Posting(Fact fact, string kind, Money amount, int sign) =>
        ($"workers:{fact.Worker}:{kind}:{amount.Currency.Code}", sign * amount.Amount, amount.Currency.Code);
}
