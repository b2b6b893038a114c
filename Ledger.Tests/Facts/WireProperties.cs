using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Ledger.Domain.Facts;
using Xunit;

namespace Ledger.Tests.Facts;

/// <summary>What holds of any fact, and of any bytes.</summary>
[Properties(Arbitrary = [typeof(AnyFact)])]
public sealed class WireProperties
{
    /// <summary>Bytes that mean something in JSON, in dates or in amounts.</summary>
    private const string Telling = "0123456789.-+eE\"\\u{}[]:, nA\t";

    private static readonly JsonSerializerOptions Spaced = new() { WriteIndented = true };

    [Property(MaxTest = 1000)]
    public void A_fact_reads_back_as_itself(Fact fact)
    {
        var line = FactWire.Write(fact);
        var again = FactWire.Read(line).Read();

        Assert.Equal(fact, again);
        Assert.Equal(line, FactWire.Write(again));
        Assert.Empty(FactWire.Differences(fact, again));
    }

    [Property(MaxTest = 500)]
    public void Neither_order_of_fields_nor_white_space_changes_a_fact(Fact fact, int seed)
    {
        var fields = JsonNode.Parse(FactWire.Write(fact))!;
        var sent = Shuffled(fields, new Random(seed))!.ToJsonString(Spaced);

        Assert.Equal(FactWire.Write(fact), FactWire.Write(FactWire.Read(Encoding.UTF8.GetBytes(sent)).Read()));
    }

    [Property(MaxTest = 1000)]
    public void Any_bytes_are_read_or_refused_but_never_throw(byte[] bytes)
    {
        var reading = FactWire.Read(bytes);

        Assert.Equal(reading.Fact is null, reading.Refusals.Count > 0);
    }

    [Property(MaxTest = 3000)]
    public void A_damaged_line_never_reads_as_something_it_does_not_say(Fact fact, int seed)
    {
        var damaged = Damaged(FactWire.Write(fact), new Random(seed));
        var reading = FactWire.Read(damaged);

        Assert.Equal(reading.Fact is null, reading.Refusals.Count > 0);
        Assert.All(reading.Refusals, refusal => Assert.False(string.IsNullOrWhiteSpace(refusal.Field) || string.IsNullOrWhiteSpace(refusal.Message)));
        if (reading.TryGet(out var read))
        {
            Assert.True(SaysTheSame(JsonNode.Parse(damaged), JsonNode.Parse(FactWire.Write(read))), Encoding.UTF8.GetString(damaged));
        }
    }

    [Property(MaxTest = 300)]
    public void A_line_without_one_of_its_fields_reads_without_it_or_is_refused_for_it(Fact fact, int seed)
    {
        var fields = JsonNode.Parse(FactWire.Write(fact))!.AsObject();
        var gone = fields.ElementAt(new Random(seed).Next(fields.Count)).Key;
        fields.Remove(gone);
        var reading = FactWire.Read(Encoding.UTF8.GetBytes(fields.ToJsonString()));

        if (reading.TryGet(out var read))
        {
            Assert.Equal([gone], FactWire.Differences(fact, read));
        }
        else if (fact is not FactCorrected)
        {
            Assert.Equal(gone, Assert.Single(reading.Refusals).Field);
        }
    }

    [Property(MaxTest = 300)]
    public void A_field_that_is_null_or_unknown_is_refused_by_name(Fact fact, int seed)
    {
        var fields = JsonNode.Parse(FactWire.Write(fact))!.AsObject();
        var name = fields.ElementAt(1 + new Random(seed).Next(fields.Count - 1)).Key;
        fields[name] = null;
        Assert.Equal([name], FactWire.Read(Encoding.UTF8.GetBytes(fields.ToJsonString())).Refusals.Select(refusal => refusal.Field));

        var more = JsonNode.Parse(FactWire.Write(fact))!.AsObject();
        more["colour"] = "red";
        Assert.Equal(["colour"], FactWire.Read(Encoding.UTF8.GetBytes(more.ToJsonString())).Refusals.Select(refusal => refusal.Field));
    }

    [Property(MaxTest = 500)]
    public void A_correction_with_the_differences_turns_one_fact_into_the_other(Fact fact, int seed)
    {
        var target = AnyFact.Of(FactCatalogue.Of(fact.GetType()), seed)
            with { Id = fact.Id, Worker = fact.Worker, AssertedBy = fact.AssertedBy, AssertedAs = fact.AssertedAs };
        var written = JsonNode.Parse(FactWire.Write(target))!.AsObject();
        var with = new JsonObject(FactWire.Differences(fact, target).Select(name => KeyValuePair.Create(name, written[name]?.DeepClone())));

        Assert.Equal(target, FactWire.Amend(fact, new FactFields(with)).Read());
    }

    private static JsonNode? Shuffled(JsonNode? node, Random random) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(_ => random.Next()).Select(field => KeyValuePair.Create(field.Key, Shuffled(field.Value, random)))),
        JsonArray list => new JsonArray([.. list.Select(member => Shuffled(member, random))]),
        _ => node?.DeepClone(),
    };

    /// <summary>Changes, drops, doubles or swaps a few bytes, mostly with bytes that mean something in JSON.</summary>
    private static byte[] Damaged(byte[] line, Random random)
    {
        var bytes = line.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var with = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)Telling[random.Next(Telling.Length)];
            switch (random.Next(4))
            {
                case 0: bytes[at] = with; break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, with); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at))); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Whether two lines say the same: the same fields with the same texts, and decimals of the same value.</summary>
    private static bool SaysTheSame(JsonNode? sent, JsonNode? read) => (sent, read) switch
    {
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(field => b.ContainsKey(field.Key) && SaysTheSame(field.Value, b[field.Key])),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => SaysTheSame(pair.First, pair.Second)),
        (JsonValue a, JsonValue b) => a.ToString() == b.ToString() || (Number(a) is { } x && Number(b) is { } y && x == y),
        _ => sent is null && read is null,
    };

    private static decimal? Number(JsonValue value) =>
        decimal.TryParse(value.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
