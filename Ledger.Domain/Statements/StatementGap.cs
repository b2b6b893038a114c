namespace Ledger.Domain.Statements;

/// <summary>Why a worker's record cannot bear the word that nothing was charged.</summary>
public enum StatementGap
{
    /// <summary>Nobody tells who paid for the recruitment.</summary>
    WhoPaid,
    /// <summary>Who paid is told by parties of the chain alone: neither by the worker nor by an authority, an auditor or civil society.</summary>
    IndependentWord,
    /// <summary>No contract was promised or signed.</summary>
    Contract,
    /// <summary>A whole month of work has no wage on record, not even one of zero: a fee cut from it would not be seen.</summary>
    Wages,
    /// <summary>Something was paid back that nobody tells to have been charged.</summary>
    Charge,
    /// <summary>An amount could not be added, for want of an exchange rate.</summary>
    ExchangeRate,
}
