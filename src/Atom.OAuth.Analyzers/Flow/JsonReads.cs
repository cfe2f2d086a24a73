using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>
/// The calls that read JSON, in one table: name, declaring type, and where the body comes in.
/// </summary>
internal static class JsonReads
{
    /// <summary>Characters of a method that hands its parameter on and does little besides.</summary>
    private const int MaxForwarderLength = 400;

    /// <summary>Every name that <see cref="MayBeRead"/> knows, but for the verbs, has one of these in it.</summary>
    public static readonly string[] WordsOfReads = { "Json", "Deserial", "Populate", "ReadAs", "ReadFrom", "Parse", "Load" };

    /// <summary>The same for the names that <see cref="MayForward"/> asks about.</summary>
    public static readonly string[] WordsOfForwarders = WordsOfReads.Append("Response").ToArray();

    /// <summary>
    /// Returns the operand whose body is read as JSON. For a call that fetches and reads in one step, the call itself.
    /// </summary>
    public static IOperation? Operand(IInvocationOperation invocation, OAuthSymbols symbols)
    {
        var method = invocation.TargetMethod;
        if (!MayBeRead(method.Name))
        {
            return null;
        }

        var type = method.ContainingType?.OriginalDefinition;
        switch (method.Name)
        {
            case "ReadFromJsonAsync" or "ReadFromJsonAsAsyncEnumerable" when type.Is(symbols.HttpContentJsonExtensions):
            case "ReadAsAsync" when type.Is(symbols.HttpContentExtensions):
                return invocation.Receiver();

            case "GetFromJsonAsync" or "GetFromJsonAsAsyncEnumerable" or "DeleteFromJsonAsync" when type.Is(symbols.HttpClientJsonExtensions):
                return invocation;

            case "Deserialize" or "DeserializeAsync" or "DeserializeAsyncEnumerable" when type.Is(symbols.JsonSerializer):
            case "Parse" or "ParseAsync" or "ParseValue" when type.Is(symbols.JsonDocument) || type.Is(symbols.JsonElement) || type.Is(symbols.JsonNode):
            case "DeserializeObject" or "DeserializeObjectAsync" or "DeserializeAnonymousType" or "PopulateObject" or "DeserializeXNode" or "DeserializeXmlNode"
                when type.Is(symbols.NewtonsoftConvert):
            case "Deserialize" or "Populate" when type.IsOrInheritsFrom(symbols.NewtonsoftSerializer):
            case "Parse" or "Load" or "LoadAsync" or "ReadFrom" or "ReadFromAsync" when type.IsOrInheritsFrom(symbols.NewtonsoftToken):
                return invocation.ArgumentOf(0) is { } body && !IsParsed(body.Unwrap().Type, symbols) ? body : null;

            // RestSharp: the typed helpers that throw. ExecuteAsync<T> keeps the failure in the response.
            case "GetAsync" or "PostAsync" or "PutAsync" or "PatchAsync" or "DeleteAsync" or "GetJsonAsync" or "Get" or "Post" or "Put" or "Patch" or "Delete" or "GetJson"
                when method.IsGenericMethod && IsRestSharp(type):
            case "PostJsonAsync" or "PutJsonAsync" or "PostJson" or "PutJson" when method.Arity == 2 && IsRestSharp(type):
                return invocation;

            // Flurl reads from a response, or fetches and reads.
            case "GetJsonAsync" or "GetJsonListAsync" or "ReceiveJson" or "ReceiveJsonList"
                when type is { ContainingNamespace: { Name: "Http", ContainingNamespace.Name: "Flurl" } }:
                return invocation.Receiver() is { } receiver && symbols.IsResponse(symbols.Awaited(receiver.Type)) ? receiver : invocation;

            default:
                return null;
        }
    }

    /// <summary>Names first: comparing text is cheaper than comparing symbols.</summary>
    public static bool MayBeRead(string name) => name switch
    {
        "ReadFromJsonAsync" or "ReadFromJsonAsAsyncEnumerable" or "ReadAsAsync" => true,
        "GetFromJsonAsync" or "GetFromJsonAsAsyncEnumerable" or "DeleteFromJsonAsync" => true,
        "Deserialize" or "DeserializeAsync" or "DeserializeAsyncEnumerable" or "Populate" => true,
        "Parse" or "ParseAsync" or "ParseValue" or "Load" or "LoadAsync" or "ReadFrom" or "ReadFromAsync" => true,
        "DeserializeObject" or "DeserializeObjectAsync" or "DeserializeAnonymousType" or "PopulateObject" or "DeserializeXNode" or "DeserializeXmlNode" => true,
        "GetJsonAsync" or "GetJson" or "GetJsonListAsync" or "ReceiveJson" or "ReceiveJsonList" or "PostJsonAsync" or "PutJsonAsync" or "PostJson" or "PutJson" => true,
        "GetAsync" or "PostAsync" or "PutAsync" or "PatchAsync" or "DeleteAsync" or "Get" or "Post" or "Put" or "Patch" or "Delete" => true,
        _ => false,
    };

    /// <summary>
    /// A look at the text of a method, before anything is bound: can it read a parameter as JSON, or, being short, leave that to another?
    /// </summary>
    public static bool AreMentionedIn(SyntaxNode declaration)
    {
        var isShort = declaration.Span.Length <= MaxForwarderLength;
        foreach (var token in declaration.TokensWithAny(isShort ? WordsOfForwarders : WordsOfReads, StringComparison.Ordinal))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && (MayReadText(token) || (isShort && MayForward(token))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayForward(SyntaxToken name) =>
        name.Parent?.Parent is InvocationExpressionSyntax or MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax }
        && (Contains(name, "Parse") || Contains(name, "Json") || Contains(name, "Deserial") || Contains(name, "Response"));

    private static bool Contains(SyntaxToken name, string word) => name.ValueText.IndexOf(word, StringComparison.Ordinal) >= 0;

    // int.Parse is everywhere, so Parse and Load need a JSON type before them.
    private static bool MayReadText(SyntaxToken name) => name.ValueText switch
    {
        "Parse" or "ParseAsync" or "ParseValue" or "Load" or "LoadAsync" or "ReadFrom" or "ReadFromAsync" =>
            OwnerOf(name) is "JsonDocument" or "JsonNode" or "JsonElement" or "JsonObject" or "JsonArray" or "JObject" or "JArray" or "JToken" or "JContainer",
        "GetAsync" or "PostAsync" or "PutAsync" or "PatchAsync" or "DeleteAsync" or "Get" or "Post" or "Put" or "Patch" or "Delete" => false,
        _ => MayBeRead(name.ValueText),
    };

    private static string? OwnerOf(SyntaxToken name) => name.Parent?.Parent is MemberAccessExpressionSyntax { Expression: var owner } access && access.Name == name.Parent
        ? owner switch
        {
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            MemberAccessExpressionSyntax qualified => qualified.Name.Identifier.ValueText,
            AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
            _ => null,
        }
        : null;

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
