using System.Text;
using System.Xml;
using System.Xml.Linq;
using Ledger.Host.CommandLine;

namespace Ledger.Host.Import;

/// <summary>Reads XML forward in bounded memory: no document type, no entities but the five of XML, and bounds on each part and on the names.</summary>
internal sealed class BoundedXml : IDisposable
{
    /// <summary>The most characters of one tag, one text, or one part that is read as a whole.</summary>
    private const int LongestPart = 1 << 20;

    private const int DeepestNesting = 64;

    private readonly string _name;
    private readonly BoundedText _text;
    private readonly XmlReader _reader;

    /// <param name="name">What messages call it.</param>
    /// <param name="text">Its characters.</param>
    public BoundedXml(string name, TextReader text)
    {
        _name = name;
        _text = new BoundedText(name, text);
        _reader = XmlReader.Create(_text, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            NameTable = new BoundedNames(name),
        });
    }

    /// <summary>The name of the element, without its prefix.</summary>
    public string Element => _reader.LocalName;

    public string Namespace => _reader.NamespaceURI;

    public int Depth => _reader.Depth;

    /// <summary>Whether an element has just begun.</summary>
    public bool IsStart => _reader.NodeType == XmlNodeType.Element;

    /// <summary>Whether an element has just ended, or has begun and is empty.</summary>
    public bool IsEnd => _reader.NodeType == XmlNodeType.EndElement || (IsStart && _reader.IsEmptyElement);

    /// <summary>Goes on to the next node.</summary>
    /// <exception cref="BadUsageException">It is no XML, or has what is not read.</exception>
    public bool Read()
    {
        try
        {
            var isMore = _reader.Read();
            return _reader.Depth <= DeepestNesting ? isMore : throw new BadUsageException($"'{_name}' cannot be read: its elements are nested more than {DeepestNesting} deep.");
        }
        catch (XmlException exception)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>Goes on to the next start of an element; false at the end.</summary>
    public bool ReadToStart()
    {
        while (Read())
        {
            if (IsStart)
            {
                return true;
            }
        }

        return false;
    }

    public string? Attribute(string name) => _reader.GetAttribute(name);

    /// <summary>An attribute of whatever namespace.</summary>
    public string? AnyAttribute(string localName)
    {
        for (var index = 0; index < _reader.AttributeCount; index++)
        {
            _reader.MoveToAttribute(index);
            var (found, value) = (_reader.LocalName == localName, _reader.Value);
            _reader.MoveToElement();
            if (found)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The element that has begun, as a whole; the reader then stands behind it.</summary>
    /// <exception cref="BadUsageException">It is no XML, or too long to be held.</exception>
    public XElement Whole()
    {
        try
        {
            _text.Allow(LongestPart);
            var element = (XElement)XNode.ReadFrom(_reader);
            _text.Allow(long.MaxValue);
            return element;
        }
        catch (XmlException exception)
        {
            throw Unreadable(exception);
        }
    }

    public void Dispose() => _reader.Dispose();

    private BadUsageException Unreadable(XmlException exception) => new(exception.Message.Contains("DTD", StringComparison.Ordinal)
        ? $"'{_name}' cannot be read: it has a document type declaration (DTD), through which files are made that grow without end. Have it exported without."
        : $"'{_name}' cannot be read as XML: {exception.Message.TrimEnd('.')}. Have it exported anew.");

    /// <summary>Lets no tag and no text be longer than is allowed: each lies between two opening angle brackets.</summary>
    private sealed class BoundedText(string name, TextReader inner) : TextReader
    {
        private long _sinceBracket;
        private long _allowed = long.MaxValue;

        public void Allow(long characters) => _allowed = characters;

        public override int Peek() => inner.Peek();

        public override int Read()
        {
            Span<char> one = stackalloc char[1];
            return Read(one) == 0 ? -1 : one[0];
        }

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            var read = Decoded(buffer);
            var last = buffer[..read].LastIndexOf('<');
            _sinceBracket = last < 0 ? _sinceBracket + read : read - last;
            _allowed = _allowed == long.MaxValue ? _allowed : _allowed - read;
            return _sinceBracket <= LongestPart && _allowed >= 0
                ? read
                : throw new BadUsageException($"'{name}' cannot be read: a part of it has more than {LongestPart} characters.");
        }

        private int Decoded(Span<char> buffer)
        {
            try
            {
                return inner.Read(buffer);
            }
            catch (DecoderFallbackException)
            {
                throw new BadUsageException($"'{name}' is not in the encoding it is read in: save it in UTF-8, or say \"encoding\": \"windows-1252\" in the profile if that is what it is.");
            }
        }

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Holds the names of elements and attributes, of which real files have a few hundred.</summary>
    private sealed class BoundedNames(string file) : NameTable
    {
        private const int MostNames = 10_000;
        private const int LongestName = 1_000;

        private int _count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

        public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

        private string Counted(string name) => ++_count <= MostNames && name.Length <= LongestName
            ? name
            : throw new BadUsageException($"'{file}' cannot be read: it has more than {MostNames} names of elements and attributes, or one of more than {LongestName} characters.");
    }
}
