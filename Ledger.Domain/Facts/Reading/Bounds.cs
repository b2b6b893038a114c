using System.Globalization;

namespace Ledger.Domain.Facts.Reading;

/// <summary>Says at a record's field what its values may be, where its type alone does not say it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class BoundAttribute : Attribute
{
    public abstract Shape Shape { get; }
}

/// <summary>Free text rather than an id or a short name.</summary>
internal sealed class FreeTextAttribute : BoundAttribute
{
    public override Shape Shape => FreeTextShape.Only;
}

/// <summary>A country of ISO 3166, or a part of one.</summary>
internal sealed class CountryAttribute : BoundAttribute
{
    public override Shape Shape => PatternShape.Country;
}

/// <summary>A SHA-256 in hexadecimal digits.</summary>
internal sealed class DigestAttribute : BoundAttribute
{
    public override Shape Shape => PatternShape.Sha256;
}

/// <summary>A whole number within bounds, both included.</summary>
internal sealed class WholeAttribute(int least, int most) : BoundAttribute
{
    public int Least => least;

    public int Most => most;

    public override Shape Shape => new WholeShape(least, most);
}

/// <summary>A map whose values are whole numbers within bounds, both included.</summary>
internal sealed class WholesAttribute(int least, int most) : BoundAttribute
{
    public int Least => least;

    public int Most => most;

    public override Shape Shape => new MapShape(new WholeShape(least, most));
}

/// <summary>A decimal within bounds; they are texts because an attribute cannot hold a decimal.</summary>
internal sealed class WithinAttribute(string least, string most) : BoundAttribute
{
    public string Least => least;

    public string Most => most;

    /// <summary>Whether <see cref="Least"/> itself is out of bounds.</summary>
    public bool AboveLeast { get; init; }

    /// <summary>An example that guards against the usual mistake.</summary>
    public string? Hint { get; init; }

    public override Shape Shape =>
        new DecimalShape(decimal.Parse(least, CultureInfo.InvariantCulture), decimal.Parse(most, CultureInfo.InvariantCulture), !AboveLeast, Hint);
}
