using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>What a call with a certain name reads as JSON, if its declaring type is the right one.</summary>
internal enum JsonRead
{
    None,

    /// <summary>The content that it is called on.</summary>
    Content,

    /// <summary>The response to the request that it sends.</summary>
    Answer,

    /// <summary>The text, bytes or stream passed to it.</summary>
    Argument,

    /// <summary>The same, but only if a JSON type precedes the name: int.Parse is everywhere.</summary>
    ArgumentOfJsonType,

    /// <summary>RestSharp: the response to the request passed to it.</summary>
    RestSharp,

    /// <summary>The same for an HTTP verb: such names are common, and not specific to JSON.</summary>
    RestSharpVerb,

    /// <summary>The same, with an object to send.</summary>
    RestSharpWithBody,

    /// <summary>The same, if the failure is stored in the response and never examined.</summary>
    RestSharpResult,

    /// <summary>Flurl: the response that it is called on, or the response to the request that it sends.</summary>
    Flurl,

    /// <summary>Either of them: both have a call of that name.</summary>
    RestSharpOrFlurl,

    /// <summary>Kiota: the text or stream passed to it. Other readers have calls with some of the same names.</summary>
    Kiota,

    /// <summary>Refit: the response to a failed call, which the exception stores.</summary>
    RefitException,

    /// <summary>RestEase: the response that it is called on.</summary>
    RestEase,
}

/// <summary>
/// A table of the calls that read JSON: name, declaring type, and where the body comes from.
/// </summary>
internal static class JsonReads
{
    /// <summary>The maximum length, in characters, of a method that does little more than pass its parameter on.</summary>
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

        // RestSharp: calls that store the failure in the response, and the typed helpers that throw.
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

    /// <summary>The types whose Parse and Load methods read JSON.</summary>
    private static readonly HashSet<string> JsonTypes = new(StringComparer.Ordinal)
    {
        "JsonDocument", "JsonNode", "JsonElement", "JsonObject", "JsonArray", "JObject", "JArray", "JToken", "JContainer",
    };

    /// <summary>The calls that read a body that has been received already.</summary>
    private static readonly WordTable ReadsOfText = new WordTable(
        WordMatch.Whole, StringComparison.Ordinal, Calls.Where(static call => TakesText(call.Value)).Select(static call => call.Key).ToArray())
        .SearchedBy("Json", "Deserial", "Populate", "ReadAs", "ReadFrom", "Parse", "Load");

    /// <summary>Parts of the names of methods that a body may be passed on to.</summary>
    private static readonly WordTable Forwards = new(WordMatch.Part, StringComparison.Ordinal, "Parse", "Json", "Deserial", "Response");

    /// <summary>Code with none of these words does not read a body as JSON.</summary>
    private static readonly string[] SearchWordsOfReads = WordTable.SearchWords(StringComparison.Ordinal, ReadsOfText);

    /// <summary>Code with none of these words neither reads a body as JSON nor passes one on.</summary>
    private static readonly string[] SearchWordsOfForwarders = WordTable.SearchWords(StringComparison.Ordinal, ReadsOfText, Forwards);

    /// <summary>
    /// Gets the names of all calls that read JSON in a compilation. HTTP verbs and Execute count only if RestSharp is referenced; methods that
    /// Refit and RestEase implement have names chosen by the application.
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

    /// <summary>Gets what a call of that name may read. Names are compared first, because that is cheaper than comparing symbols.</summary>
    public static JsonRead Named(string name) => Calls.TryGetValue(name, out var read) ? read : JsonRead.None;

    /// <summary>
    /// Gets the operand whose body is read as JSON. For a call that fetches and reads in one step, that is the call itself.
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

    /// <summary>Returns true for a method so short that it may do no more than pass its parameter on.</summary>
    public static bool IsShort(SyntaxNode declaration) => declaration.Span.Length <= MaxForwarderLength;

    /// <summary>Searches the text of a whole file: if false, none of its methods reads JSON or delegates that to another.</summary>
    public static bool MayBeNamedIn(SyntaxNode root) => root.Mentions(SearchWordsOfForwarders);

    /// <summary>Searches the text of a method before its tokens are enumerated: if false, <see cref="In"/> finds nothing.</summary>
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
    /// Finds, without binding, the calls in a method that may read their argument or receiver as JSON and, if the method is short, those that
    /// may delegate that to another method.
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

    /// <summary>Returns true for the name of a type whose Parse and Load methods read JSON.</summary>
    public static bool IsJsonType(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax simple => JsonTypes.Contains(simple.Identifier.ValueText),
        MemberAccessExpressionSyntax qualified => JsonTypes.Contains(qualified.Name.Identifier.ValueText),
        AliasQualifiedNameSyntax alias => JsonTypes.Contains(alias.Name.Identifier.ValueText),
        _ => false,
    };

    /// <summary>Gets a call that probably reads, judging by its name or the name of the type that it is called on.</summary>
    private static InvocationExpressionSyntax? ForwardOf(SyntaxToken name) =>
        Forwards.Matches(name.ValueText)
            ? (name.Parent?.Parent is MemberAccessExpressionSyntax access ? access.Parent : name.Parent?.Parent) as InvocationExpressionSyntax
            : null;

    /// <summary>Returns true for the name of a call that may read text; if the name alone is ambiguous, the type before it decides.</summary>
    private static bool MayReadText(SyntaxToken name) => Named(name.ValueText) switch
    {
        JsonRead.ArgumentOfJsonType =>
            name.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == name.Parent && IsJsonType(access.Expression),
        var read => TakesText(read),
    };

    /// <summary>The same, without a syntax tree.</summary>
    private static bool MayReadText(WrittenName name) => Named(name.Value) switch
    {
        JsonRead.ArgumentOfJsonType => name.NameBefore is { } type && JsonTypes.Contains(type),
        var read => TakesText(read),
    };

    /// <summary>Returns true for a call that reads existing data; others read the response to a request that they send.</summary>
    private static bool TakesText(JsonRead read) =>
        read is not (JsonRead.None or JsonRead.Answer or JsonRead.RestSharp or JsonRead.RefitException or JsonRead.RestEase
            or JsonRead.RestSharpResult or JsonRead.RestSharpWithBody or JsonRead.RestSharpVerb);

    /// <summary>Recognises the declaring types of the table's calls that read their first argument.</summary>
    private static bool ReadsArgument(INamedTypeSymbol? type, OAuthSymbols symbols) =>
        type.Is(symbols.JsonSerializer) || type.Is(symbols.JsonDocument) || type.Is(symbols.JsonElement) || type.Is(symbols.JsonNode)
        || type.Is(symbols.DataContractJsonSerializer)
        || type.Is(symbols.NewtonsoftConvert)
            || type.IsOrInheritsFrom(symbols.NewtonsoftSerializer)
            || type.IsOrInheritsFrom(symbols.NewtonsoftToken);

    // Newer versions declare them in extension blocks, which are nested types.
    private static bool IsRestSharp(INamedTypeSymbol? type) =>
        (type?.ContainingType ?? type) is { Name: "RestClientExtensions", ContainingNamespace.Name: "RestSharp" };

    /// <summary>Recognises JSON that has been parsed already, so it cannot be an HTML page.</summary>
    private static bool IsParsed(ITypeSymbol? type, OAuthSymbols symbols) =>
        type is null
        || type.Is(symbols.JsonElement)
        || type.Is(symbols.JsonDocument)
        || type.IsOrInheritsFrom(symbols.JsonNode)
        || type.IsOrInheritsFrom(symbols.NewtonsoftToken);
}
