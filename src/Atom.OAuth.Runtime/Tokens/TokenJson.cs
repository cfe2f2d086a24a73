using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Atom.OAuth.Tokens;

/// <summary>Reads a successful token response in one pass, without a document.</summary>
internal ref struct TokenJson
{
    private readonly ReadContext _context;
    private Utf8JsonReader _reader;
    private bool _isError;
    private Members? _wrapped;

    private TokenJson(ReadOnlySpan<byte> json, in ReadContext context)
    {
        _context = context;
        _reader = new Utf8JsonReader(json);
    }

    /// <summary>Reads the tokens.</summary>
    /// <returns><see langword="false"/> if the response has no access token or reports an error.</returns>
    /// <exception cref="JsonException">The JSON is invalid. Data after a complete object is ignored: some proxies append a comment.</exception>
    public static bool TryRead(ReadOnlySpan<byte> json, in ReadContext context, [NotNullWhen(true)] out OAuthTokens? tokens)
    {
        TokenJson reader = new(json, context);
        tokens = null;
        if (!reader._reader.Read() || reader._reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var members = reader.ReadMembers(isRoot: true);
        if (members is { AccessToken: null, User: null } && reader._wrapped is { AccessToken: not null } wrapped)
        {
            members = wrapped;
        }

        if (reader._isError || (members.AccessToken ?? members.User?.AccessToken) is not { } accessToken)
        {
            return false;
        }

        var body = json.Slice(0, (int)reader._reader.BytesConsumed).ToArray();
        var user = members.User is { AccessToken: { } userToken } nested ? nested.ToTokens(userToken, context, body: null, user: null) : null;
        tokens = (members.AccessToken is null ? members.User! : members).ToTokens(accessToken, context, body, user);
        return true;
    }

    private Members ReadMembers(bool isRoot)
    {
        Members members = new();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = TokenMembers.Find(_reader);
            _reader.Read();
            switch (member)
            {
                case TokenMember.AccessToken:
                    members.AccessToken = Text();
                    break;
                case TokenMember.RefreshToken:
                    members.RefreshToken = Text();
                    break;
                case TokenMember.TokenType:
                    members.TokenType = Text();
                    break;
                case TokenMember.IdToken:
                    members.IdToken = Text();
                    break;
                case TokenMember.Scope:
                    members.Scope = Scope();
                    break;
                case TokenMember.ExpiresIn:
                    members.ExpiresAt = Lifetime.Read(ref _reader, _context.Time);
                    _reader.Skip();
                    break;
                case TokenMember.Error when isRoot:
                    _isError |= IsSet();
                    break;
                case TokenMember.Ok when isRoot:
                    _isError |= _reader.TokenType == JsonTokenType.False;
                    _reader.Skip();
                    break;
                case TokenMember.AuthedUser when isRoot && _reader.TokenType == JsonTokenType.StartObject:
                    members.User = ReadMembers(isRoot: false);
                    break;
                case TokenMember.Wrapper when isRoot && _reader.TokenType == JsonTokenType.StartObject:
                    // Withings, TikTok and others wrap the standard response in an object.
                    _wrapped = ReadMembers(isRoot: false);
                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }

        return members;
    }

    /// <summary>Reads a string; an empty one, or any other type, counts as absent.</summary>
    private string? Text()
    {
        var text = JsonText.Read(ref _reader);
        _reader.Skip();
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>Reads scopes; some providers send an array.</summary>
    private string? Scope()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            return Text();
        }

        List<string> scopes = [];
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (Text() is { } scope)
            {
                scopes.Add(scope);
            }
        }

        return scopes.Count == 0 ? null : string.Join(" ", scopes);
    }

    /// <summary>Determines whether an <c>error</c> has a value: some providers send an empty one next to a valid token.</summary>
    private bool IsSet()
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.Null or JsonTokenType.False:
                return false;
            case JsonTokenType.String:
                return !string.IsNullOrWhiteSpace(JsonText.Read(ref _reader));
            case JsonTokenType.Number:
                return !_reader.TryGetDouble(out var number) || number != 0;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var depth = _reader.CurrentDepth;
                _reader.Read();
                var isEmpty = _reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
                while (_reader.CurrentDepth > depth)
                {
                    _reader.Read();
                }

                return !isEmpty;
            default:
                return true;
        }
    }

    private sealed class Members
    {
        public string? AccessToken { get; set; }

        public string? TokenType { get; set; }

        public string? RefreshToken { get; set; }

        public string? IdToken { get; set; }

        public string? Scope { get; set; }

        public DateTimeOffset? ExpiresAt { get; set; }

        public Members? User { get; set; }

        public OAuthTokens ToTokens(string accessToken, in ReadContext context, byte[]? body, OAuthTokens? user) => new(accessToken, body)
        {
            TokenType = TokenType ?? "Bearer",
            RefreshToken = RefreshToken,
            IdToken = IdToken,
            Scope = Scope,
            ExpiresAt = ExpiresAt ?? (context.Facts?.ExpiryInToken.Value == true ? Lifetime.OfJwt(accessToken) : null),
            User = user,
        };
    }
}
