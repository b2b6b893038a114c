namespace Ledger.Host.SyntheticCorridor;

/// <summary>Indicators of which a story settles whether they are truly present, without any rule pack or threshold.</summary>
internal static class TrueIndicators
{
    public const string WorkerPaid = "fee.worker-paid";
    public const string RecoveredFromWages = "fee.recovered-from-wages";
    public const string RepeatFee = "churn.repeat-fee";
    public const string DebtCarriedOver = "churn.debt-carried-over";
    public const string ContractSubstitution = "record.contract-substitution";
    public const string ReceiptMismatch = "record.receipt-mismatch";
    public const string UndeclaredAgent = "record.undeclared-agent";
    public const string CertifiedYetCharging = "record.certified-yet-charging";
    public const string WageMismatch = "record.wage-mismatch";
    public const string Reprisal = "worker.reprisal-after-complaint";

    public static IReadOnlyList<string> Judged { get; } =
    [
        RepeatFee, DebtCarriedOver, RecoveredFromWages, WorkerPaid, CertifiedYetCharging, ContractSubstitution, ReceiptMismatch, UndeclaredAgent, WageMismatch, Reprisal,
    ];
}
