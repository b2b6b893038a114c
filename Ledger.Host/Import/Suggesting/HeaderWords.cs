using System.Text.RegularExpressions;

namespace Ledger.Host.Import.Suggesting;

/// <summary>What a column seems to be.</summary>
internal enum ColumnRole
{
    Unknown,
    Personal,
    RowNumber,
    TotalDeductions,
    Worker,
    PayDay,
    PeriodFrom,
    PeriodTo,
    Month,
    Gross,
    Net,
    Earning,
    Hours,
    Method,
    Deduction,
    Currency,
    ReceiptAmount,
    ReceiptNumber,
    Collector,
    FeeClass,
    Amount,
}

/// <summary>Headers as sheets have them, in the languages of the corridors, and what each seems to mean.</summary>
internal static class HeaderWords
{
    /// <summary>The first that is found in a header decides, so the narrower stand first.</summary>
    private static readonly (ColumnRole Role, string Pattern)[] Roles =
    [
        (ColumnRole.Personal, @"passport|\biban\b|account|phone|mobile no|e-?mail|national id|emirates id|\bic\b|address|birth|\bnames?\b|\bnama\b|\bnombre\b|\bnom\b|akaun|الاسم|جواز|ชื่อ|नाम|নাম"),
        (ColumnRole.RowNumber, @"^(no|s/?n|sr|sl|#|bil|lp|sr no|sl no|s no|ลำดับ|م)\.?$"),
        (ColumnRole.TotalDeductions, @"total (deduct|cut)|deductions? total|jumlah potongan|إجمالي الخصم"),
        (ColumnRole.ReceiptAmount, @"receipt(ed)? (amount|sum)|amount (on|of) receipt|quittungsbetrag"),
        (ColumnRole.ReceiptNumber, @"receipt|voucher|resit|kuitansi|recibo|quittung|beleg|ใบเสร็จ"),
        (ColumnRole.Currency, @"currency|\bccy\b|mata wang|währung|moneda|devise|العملة"),
        (ColumnRole.Worker, @"^(emp|employee|staff|worker|labou?r|pekerja|candidate|kandidat|personnel|trabajador)\.? ?(id|no|nr|number|code|ref|reference|#)?\.?$|(no|id|kod)\.? (pekerja|staf|emp)|arbeitnehmer|رقم الموظف|رقم العامل|รหัสพนักงาน"),
        (ColumnRole.Hours, @"\bhours?\b|\bhrs\b|\bjam\b"),
        (ColumnRole.PeriodFrom, @"^(period |pay )?(from|start|dari|von|desde|من)( date)?$"),
        (ColumnRole.PeriodTo, @"^(period |pay )?(to|end|until|hingga|bis|hasta|إلى)( date)?$"),
        (ColumnRole.PayDay, @"(pay(ment)?|paid|value|transaction)( ?date| on)|date paid|tarikh|tanggal|\bdate\b|\bdatum\b|fecha|التاريخ|วันที่|मिति|তারিখ"),
        (ColumnRole.Month, @"\bmonth\b|\bbulan\b|\bmonat\b|\bperiod\b|الشهر|เดือน|महिना"),
        (ColumnRole.Gross, @"gross|total (earnings|pay|salary)|gaji kasar|brutto|الإجمالي|รวมรายได้"),
        (ColumnRole.Net, @"\bnet\b|take.?home|gaji bersih|netto|الصافي|صافي|สุทธิ"),
        (ColumnRole.Deduction, @"deduct|levy|levi|lodg|accommodat|hostel|housing (cut|charge)|\brent\b|asrama|dorm|food|meal|canteen|makan|advance|pendahuluan|\bloan\b|pinjaman|recover|insur|socso|perkeso|\bepf\b|kwsp|saving|provident|\btax\b|\bpcb\b|cukai|penalt|\bfines?\b|denda|potongan|خصم|سلفة|หัก|कट्टी"),
        (ColumnRole.Earning, @"basic|allowance|overtime|\bot\b|bonus|gaji (asas|pokok)|elaun|salary|wage|الراتب|بدل|เงินเดือน"),
        (ColumnRole.Method, @"method|mode|paid (by|via)|cara bayar"),
        (ColumnRole.Collector, @"collector|paid to|received by|payee|\bagen\b|agent|agency|recruiter|empfänger|broker|cobrador"),
        (ColumnRole.FeeClass, @"\btype\b|\bclass\b|categor|purpose|fee for|\bart\b|zweck|jenis|kategori|concepto"),
        (ColumnRole.Amount, @"amount|\bfees?\b|\bpaid\b|\bsum\b|betrag|gebühr|importe|montant|biaya|jumlah|monto|bayaran|المبلغ|จำนวนเงิน|रकम|টাকা"),
    ];

    private static readonly (string Word, string Pattern)[] Reasons =
    [
        ("lodging", "lodg|accommodat|hostel|hous|rent|asrama|dorm"), ("food", "food|meal|canteen|makan"), ("advance", "advance|pendahuluan|سلفة"), ("loan", "loan|pinjaman"),
        ("fee-recovery", "levy|levi|recruit|agen|visa|permit|recover"), ("insurance", "insur|socso|perkeso"), ("savings", "epf|kwsp|saving|provident"), ("tax", "tax|pcb|cukai"), ("penalty", "penalt|fine|denda"),
    ];

    private static readonly (string Word, string Pattern)[] Classes =
    [
        ("service", "service|agen|jasa|recruit|placement|vermittlung|servicio|honor"), ("visa", "visa|visum"), ("access", "medical|medis|health|screen|gesundheit|médic"), ("documents", "document|dokumen|passport|paspor|photo|dokument|pass"),
        ("transport", "transport|ticket|tiket|flight|travel|air|flug|reise|vuelo"), ("training", "train|pelatihan|orientation|schulung|kurs|skill"), ("insurance", "insur|versicher|seguro"), ("levy", "levy|welfare|abgabe"),
        ("deposit", "deposit|bond|kaution"), ("certification", "certif|zertifi"), ("interpretation", "translat|interpret|übersetz"), ("legal", "legal|notar|attorney"), ("equipment", "equip|tool|uniform"), ("renewal", "renew"),
    ];

    private static readonly (string Word, string Pattern)[] Methods = [("bank", "bank|transfer|wps|account|cheque"), ("cash", "cash|tunai|bar"), ("mobile", "mobile|wallet|esewa|bkash")];

    private static readonly (string Code, string Pattern)[] Currencies =
    [
        ("MYR", @"\bRM\b"), ("IDR", @"\bRp\b"), ("BDT", "৳|\\bTk\\b"), ("THB", "฿|บาท"), ("NPR", @"\bNRs\b|रु"), ("AED", @"\bDhs?\b|د\.إ"), ("SAR", @"\bSR\b|ر\.س"), ("PHP", "₱"), ("INR", "₹"), ("VND", "₫"), ("EUR", "€"),
    ];

    /// <summary>What a column with this header seems to be.</summary>
    public static ColumnRole RoleOf(string header) => Roles.FirstOrDefault(role => IsFound(role.Pattern, Bare(header))).Role;

    /// <summary>What a deduction with this header seems to be for; null where it does not say.</summary>
    public static string? ReasonOf(string header) => Guess(Reasons, header);

    /// <summary>Which class of fee a word seems to be; null where it does not say.</summary>
    public static string? ClassOf(string word) => Guess(Classes, word);

    /// <summary>How a wage was paid, by a word; null where it does not say.</summary>
    public static string? MethodOf(string word) => Guess(Methods, word);

    /// <summary>The currency that a text names by its code or its own sign; null where it names none that can only be one.</summary>
    public static string? CurrencyOf(string text) =>
        Regex.Matches(text, @"\b[A-Z]{3}\b").Select(match => match.Value).FirstOrDefault(Domain.Amounts.Currency.Codes.Contains) ?? Guess(Currencies, text);

    /// <summary>The header without what stands in parentheses, where something else is left.</summary>
    private static string Bare(string header) => Regex.Replace(header, @"\s*[(\[].*?[)\]]", "").Trim() is { Length: > 0 } bare ? bare : header;

    private static string? Guess((string Word, string Pattern)[] among, string text) => among.FirstOrDefault(each => IsFound(each.Pattern, text)).Word;

    private static bool IsFound(string pattern, string text) => Regex.IsMatch(text, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
