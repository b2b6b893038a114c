using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;

namespace Ledger.Tests.Stories;

/// <summary>Loans out of a few facts.</summary>
internal static class Loans
{
    /// <summary>The one recruitment loan that facts tell of.</summary>
    public static Loan Only(params Fact[] facts) => Loan.ForRecruitment(Story.Of(facts.Prepend(Say.Registered())).History(), new Conversion(ExchangeRates.None)).Single();
}
