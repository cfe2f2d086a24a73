using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>What a call of some name reads as JSON, if its type is the one that has such a call.</summary>
internal enum JsonRead
{
    None,

    /// <summary>The content that it is called on.</summary>
    Content,

    /// <summary>The answer to the request that it makes.</summary>
    Answer,

    /// <summary>The text, bytes or stream that it takes.</summary>
    Argument,

    /// <summary>The same, where the name says it only after a type of JSON: int.Parse is everywhere.</summary>
    ArgumentOfJsonType,

    /// <summary>RestSharp: the answer to the request that it takes.</summary>
    RestSharp,

    /// <summary>The same, for an HTTP verb: they are everywhere, and say nothing of JSON.</summary>
    RestSharpVerb,

    /// <summary>The same, with an object to send.</summary>
    RestSharpWithBody,

    /// <summary>The same, where the failure is kept in the response, and nobody looks at it.</summary>
    RestSharpResult,

    /// <summary>Flurl: the response that it is called on, or the answer to the request that it makes.</summary>
    Flurl,

    /// <summary>One or the other: both have a call of that name.</summary>
    RestSharpOrFlurl,

    /// <summary>Kiota: the text or stream that it takes; some of its calls have a name that other readers have as well.</summary>
    Kiota,

    /// <summary>Refit: the answer of a call that failed, which the exception keeps.</summary>
    RefitException,

    /// <summary>RestEase: the response that it is called on.</summary>
    RestEase,
}

/// <summary>
/// The calls that read JSON, in one table: name, declaring type, and where the body comes in.
/// </summary>
internal static class JsonReads
{
    /// <summary>Characters of a method that hands its parameter on and does little besides.</summary>
    private const int MaxForwarderLength = 400;

    /// <summary>The names of the calls, and what each reads.</summary>
    private static readonly Dictionary<string, JsonRead> Calls = new(StringComparer.Ordinal)
    {
        ["ReadFromJsonAsync"] = JsonRead.Content,
        ["ReadFromJsonAsAsyncEnumerable"] = JsonRead.Content,
        ["ReadAsAsync"] = JsonRead.Content,

        ["GetFromJsonAsync"] = JsonRead.Answer,
        ["GetFromJsonAsAsyncEnumerable"] = JsonRead.Answer,
        ["DeleteFromJsonAsync"] = JsonRead.Answer,

        ["Deserialize"] = JsonRead.Argument,
        ["DeserializeAsync"] = JsonRead.Argument,
        ["DeserializeAsyncEnumerable"] = JsonRead.Argument,
        ["DeserializeObject"] = JsonRead.Argument,
        ["DeserializeObjectAsync"] = JsonRead.Argument,
        ["DeserializeAnonymousType"] = JsonRead.Argument,
        ["DeserializeXNode"] = JsonRead.Argument,
        ["DeserializeXmlNode"] = JsonRead.Argument,
        ["Populate"] = JsonRead.Argument,
        ["PopulateObject"] = JsonRead.Argument,
        ["ReadObject"] = JsonRead.Argument,

        ["Parse"] = JsonRead.ArgumentOfJsonType,
        ["ParseAsync"] = JsonRead.ArgumentOfJsonType,
        ["ParseValue"] = JsonRead.ArgumentOfJsonType,
        ["TryParseValue"] = JsonRead.ArgumentOfJsonType,
        ["Load"] = JsonRead.ArgumentOfJsonType,
        ["LoadAsync"] = JsonRead.ArgumentOfJsonType,
        ["ReadFrom"] = JsonRead.ArgumentOfJsonType,
        ["ReadFromAsync"] = JsonRead.ArgumentOfJsonType,

        ["GetJsonAsync"] = JsonRead.RestSharpOrFlurl,
        ["GetJsonListAsync"] = JsonRead.Flurl,
        ["ReceiveJson"] = JsonRead.Flurl,
        ["ReceiveJsonList"] = JsonRead.Flurl,

        // RestSharp: those that keep the failure in the response, and the typed helpers that throw.
        ["ExecuteAsync"] = JsonRead.RestSharpResult,
        ["ExecuteGetAsync"] = JsonRead.RestSharpResult,
        ["ExecutePostAsync"] = JsonRead.RestSharpResult,
        ["ExecutePutAsync"] = JsonRead.RestSharpResult,
        ["ExecutePatchAsync"] = JsonRead.RestSharpResult,
        ["ExecuteDeleteAsync"] = JsonRead.RestSharpResult,
        ["ExecuteOptionsAsync"] = JsonRead.RestSharpResult,
        ["Execute"] = JsonRead.RestSharpResult,
        ["ExecuteGet"] = JsonRead.RestSharpResult,
        ["ExecutePost"] = JsonRead.RestSharpResult,
        ["ExecutePut"] = JsonRead.RestSharpResult,
        ["ExecutePatch"] = JsonRead.RestSharpResult,
        ["ExecuteDelete"] = JsonRead.RestSharpResult,
        ["ExecuteOptions"] = JsonRead.RestSharpResult,
        ["GetJson"] = JsonRead.RestSharp,
        ["StreamJsonAsync"] = JsonRead.RestSharp,
        ["PostJsonAsync"] = JsonRead.RestSharpWithBody,
        ["PostJson"] = JsonRead.RestSharpWithBody,
        ["PutJsonAsync"] = JsonRead.RestSharpWithBody,
        ["PutJson"] = JsonRead.RestSharpWithBody,
        ["GetAsync"] = JsonRead.RestSharpVerb,
        ["PostAsync"] = JsonRead.RestSharpVerb,
        ["PutAsync"] = JsonRead.RestSharpVerb,
        ["PatchAsync"] = JsonRead.RestSharpVerb,
        ["DeleteAsync"] = JsonRead.RestSharpVerb,
        ["OptionsAsync"] = JsonRead.RestSharpVerb,
        ["Get"] = JsonRead.RestSharpVerb,
        ["Post"] = JsonRead.RestSharpVerb,
        ["Put"] = JsonRead.RestSharpVerb,
        ["Patch"] = JsonRead.RestSharpVerb,
        ["Delete"] = JsonRead.RestSharpVerb,
        ["Options"] = JsonRead.RestSharpVerb,

        ["DeserializeCollectionAsync"] = JsonRead.Kiota,
        ["GetRootParseNodeAsync"] = JsonRead.Kiota,
        ["GetContentAsAsync"] = JsonRead.RefitException,
        ["GetContentAs"] = JsonRead.RefitException,
        ["GetContent"] = JsonRead.RestEase,
    };

    /// <summary>The types whose Parse and Load read JSON.</summary>
    private static readonly HashSet<string> JsonTypes = new(StringComparer.Ordinal)
    {
        "JsonDocument", "JsonNode", "JsonElement", "JsonObject", "JsonArray", "JObject", "JArray", "JToken", "JContainer",
    };

    /// <summary>The calls that read a body which the code has already.</summary>
    private static readonly WordTable ReadsOfText = new WordTable(
        WordMatch.Whole, StringComparison.Ordinal, Calls.Where(static call => TakesText(call.Value)).Select(static call => call.Key).ToArray())
        .SearchedBy("Json", "Deserial", "Populate", "ReadAs", "ReadFrom", "Parse", "Load");

    /// <summary>What is in the name of a method that a body may be handed on to.</summary>
    private static readonly WordTable Forwards = new(WordMatch.Part, StringComparison.Ordinal, "Parse", "Json", "Deserial", "Response");

    /// <summary>Code without one of these reads no body as JSON.</summary>
    private static readonly string[] SearchWordsOfReads = WordTable.SearchWords(StringComparison.Ordinal, ReadsOfText);

    /// <summary>Code without one of these neither reads a body as JSON nor hands one on.</summary>
    private static readonly string[] SearchWordsOfForwarders = WordTable.SearchWords(StringComparison.Ordinal, ReadsOfText, Forwards);

    /// <summary>
    /// The names of all calls that read JSON in a compilation. An HTTP verb or an Execute reads only where there is RestSharp, and what Refit and
    /// RestEase implement has names of the application's own.
    /// </summary>
    public static IEnumerable<string> NamesOfCalls(OAuthSymbols symbols)
    {
        var withRestSharp = symbols.HasRestSharp;
        var names = Calls.Where(call => call.Value switch
        {
            JsonRead.RestSharpVerb or JsonRead.RestSharpResult => withRestSharp,
            JsonRead.Kiota => symbols.HasKiota,
            JsonRead.RefitException or JsonRead.RestEase => symbols.HasDeclaredClients,
            _ => true,
        }).Select(static call => call.Key);
        return symbols.HasDeclaredClients ? names.Concat(symbols.SyntaxTrees.SelectMany(DeclaredClients.NamesIn)) : names;
    }

    /// <summary>What a call of that name may read. Names first: comparing text is cheaper than comparing symbols.</summary>
    public static JsonRead Named(string name) => Calls.TryGetValue(name, out var read) ? read : JsonRead.None;

    /// <summary>
    /// Returns the operand whose body is read as JSON. For a call that fetches and reads in one step, the call itself.
    /// </summary>
    public static IOperation? Operand(IInvocationOperation invocation, OAuthSymbols symbols)
    {
        var method = invocation.TargetMethod;
        switch (DeclaredClients.AnswerOf(method, symbols))
        {
            case DeclaredAnswer.Json:
            case DeclaredAnswer.Kept when KeptFailures.UncheckedValue(invocation) is not null:
                return invocation;
        }

        var read = Named(method.Name);
        if (read == JsonRead.None)
        {
            return null;
        }

        var type = method.ContainingType?.OriginalDefinition;
        switch (read)
        {
            case JsonRead.Content when type.Is(symbols.HttpContentJsonExtensions) || type.Is(symbols.HttpContentExtensions):
                return invocation.Receiver();

            case JsonRead.Answer when type.Is(symbols.HttpClientJsonExtensions):
            case JsonRead.RestSharpVerb or JsonRead.RestSharp or JsonRead.RestSharpOrFlurl when method.IsGenericMethod && IsRestSharp(type):
            case JsonRead.RestSharpWithBody when method.Arity == 2 && IsRestSharp(type):
            case JsonRead.RestSharpResult when method.IsGenericMethod && IsRestSharp(type) && KeptFailures.UncheckedValue(invocation) is not null:
                return invocation;

            case JsonRead.Argument or JsonRead.ArgumentOfJsonType when ReadsArgument(type, symbols):
                return invocation.ArgumentOf(0) is { } body && !IsParsed(body.Unwrap().Type, symbols) ? body : null;

            case JsonRead.Argument or JsonRead.Kiota when symbols.HasKiota:
                return KiotaReads.BodyOf(invocation);

            case JsonRead.RefitException when type.Is(DeclaredTypes.RefitException):
            case JsonRead.RestEase when type.Is(DeclaredTypes.RestEaseResponse):
                return invocation.Receiver();

            case JsonRead.Flurl or JsonRead.RestSharpOrFlurl
                when type is { ContainingNamespace: { Name: "Http", ContainingNamespace.Name: "Flurl" } }:
                return invocation.Receiver() is { } receiver && symbols.IsResponse(symbols.Awaited(receiver.Type)) ? receiver : invocation;

            default:
                return null;
        }
    }

    /// <summary>True for a method so short that it may do no more than hand its parameter on.</summary>
    public static bool IsShort(SyntaxNode declaration) => declaration.Span.Length <= MaxForwarderLength;

    /// <summary>A look at the text of a whole file: where the answer is false, none of its methods reads JSON or leaves that to another.</summary>
    public static bool MayBeNamedIn(SyntaxNode root) => root.Mentions(SearchWordsOfForwarders);

    /// <summary>A first look at the text of a method, before its tokens: where the answer is false, <see cref="In"/> finds nothing.</summary>
    public static bool AreNamedIn(SyntaxNode declaration)
    {
        var isShort = IsShort(declaration);
        foreach (var name in declaration.NamesWithAny(isShort ? SearchWordsOfForwarders : SearchWordsOfReads))
        {
            if (isShort ? name.MayBeCalled : MayReadText(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A look at the text of a method, before anything is bound: the calls that may read what they take or are called on as JSON, and, where
    /// the method is short, those that may leave that to another.
    /// </summary>
    public static List<InvocationExpressionSyntax> In(SyntaxNode declaration)
    {
        var calls = new List<InvocationExpressionSyntax>();
        var isShort = IsShort(declaration);
        foreach (var token in declaration.TokensWithAny(isShort ? SearchWordsOfForwarders : SearchWordsOfReads, StringComparison.Ordinal))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken)
                && ((MayReadText(token) ? Callers.CallOf(token.Parent) : null) ?? (isShort ? ForwardOf(token) : null)) is { } call)
            {
                calls.Add(call);
            }
        }

        return calls;
    }

    /// <summary>True for a type whose Parse and Load read JSON, by its name.</summary>
    public static bool IsJsonType(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax simple => JsonTypes.Contains(simple.Identifier.ValueText),
        MemberAccessExpressionSyntax qualified => JsonTypes.Contains(qualified.Name.Identifier.ValueText),
        AliasQualifiedNameSyntax alias => JsonTypes.Contains(alias.Name.Identifier.ValueText),
        _ => false,
    };

    /// <summary>The call that the name, or the one of the type that has the method, lets expect to read.</summary>
    private static InvocationExpressionSyntax? ForwardOf(SyntaxToken name) =>
        Forwards.Matches(name.ValueText)
            ? (name.Parent?.Parent is MemberAccessExpressionSyntax access ? access.Parent : name.Parent?.Parent) as InvocationExpressionSyntax
            : null;

    /// <summary>True for the name of a call that may read text; where the name alone says nothing, the type before it does.</summary>
    private static bool MayReadText(SyntaxToken name) => Named(name.ValueText) switch
    {
        JsonRead.ArgumentOfJsonType =>
            name.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == name.Parent && IsJsonType(access.Expression),
        var read => TakesText(read),
    };

    /// <summary>The same, by what is written alone.</summary>
    private static bool MayReadText(WrittenName name) => Named(name.Value) switch
    {
        JsonRead.ArgumentOfJsonType => name.NameBefore is { } type && JsonTypes.Contains(type),
        var read => TakesText(read),
    };

    /// <summary>True for a call that reads what there is before it; others read the answer to a request that they make.</summary>
    private static bool TakesText(JsonRead read) =>
        read is not (JsonRead.None or JsonRead.Answer or JsonRead.RestSharp or JsonRead.RefitException or JsonRead.RestEase
            or JsonRead.RestSharpResult or JsonRead.RestSharpWithBody or JsonRead.RestSharpVerb);

    /// <summary>The types that read the first argument of the calls in the table.</summary>
    private static bool ReadsArgument(INamedTypeSymbol? type, OAuthSymbols symbols) =>
        type.Is(symbols.JsonSerializer) || type.Is(symbols.JsonDocument) || type.Is(symbols.JsonElement) || type.Is(symbols.JsonNode)
        || type.Is(symbols.DataContractJsonSerializer)
        || type.Is(symbols.NewtonsoftConvert)
            || type.IsOrInheritsFrom(symbols.NewtonsoftSerializer)
            || type.IsOrInheritsFrom(symbols.NewtonsoftToken);

    // Newer versions declare them in extension blocks, which are types inside the class.
    private static bool IsRestSharp(INamedTypeSymbol? type) =>
        (type?.ContainingType ?? type) is { Name: "RestClientExtensions", ContainingNamespace.Name: "RestSharp" };

    /// <summary>JSON that was parsed before cannot turn out to be a page.</summary>
    private static bool IsParsed(ITypeSymbol? type, OAuthSymbols symbols) =>
        type is null
        || type.Is(symbols.JsonElement)
        || type.Is(symbols.JsonDocument)
        || type.IsOrInheritsFrom(symbols.JsonNode)
        || type.IsOrInheritsFrom(symbols.NewtonsoftToken);
}
