using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.Responses.Reads;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>
/// Decides whether a value is an OAuth error's: a callback's parameter or key, a member of a token endpoint's answer, or the
/// answer's text. Names rule out nearly everything before anything is bound.
/// </summary>
internal sealed class ErrorSources
{
    /// <summary>What is in the name of a type or member that OAuth errors come to.</summary>
    private static readonly string[] CallbackWords = { "oauth", "callback", "token", "authoriz", "signin", "sign-in", "login", "consent" };

    /// <summary>Parameters that OAuth callbacks alone have.</summary>
    private static readonly string[] CallbackParameters = { "remoteError", "error_description" };

    /// <summary>Parameters beside an error's description in a method whose name says that it is a callback.</summary>
    private static readonly string[] BesideError = { "provider", "code", "state" };

    /// <summary>Codes of errors that are a program's own as often as OAuth's.</summary>
    private static readonly string[] OtherCodes = { "errorCode" };

    /// <summary>What is in the name of a parameter that describes the error beside it.</summary>
    private static readonly WordTable Descriptions = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "description");

    /// <summary>How the name of the state ends that a listener's event brings beside the error.</summary>
    private static readonly WordTable States = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, "State");

    /// <summary>The type of the object that raises an event.</summary>
    private static readonly string[] Senders = { "object", "object?", "Object", "Object?" };

    /// <summary>What the members of a type that a callback's parameters are bound to are called; all of them.</summary>
    private static readonly string[] CallbackMembers = { "Code", "State", "Error" };

    /// <summary>What the code is called in a type of the application's own that brings it or the error: a login window's, a listener's.</summary>
    private static readonly string[] CodeMembers = { "AuthorizationCode", "AuthCode" };

    /// <summary>Objects that are read by key like a query, and hold what this application put there.</summary>
    private static readonly WordTable NoQueries = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "TempData", "ViewData", "ModelState", "Session", "config", "localizer", "Headers", "Resources");

    /// <summary>What a query or form that is read by key is called.</summary>
    private static readonly WordTable Queries = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "query", "form", "ParseQuery", "qs", "param", "args");

    /// <summary>Members of a request that are one.</summary>
    private static readonly string[] QueryMembers = { "Query", "Form", "QueryString", "Params" };

    /// <summary>What is in the name of a variable that a parsed error is kept in.</summary>
    private static readonly WordTable ErrorVariables = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "err");

    /// <summary>What is in the name of a type that an error is parsed to.</summary>
    private static readonly WordTable ErrorTypes = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Error");

    /// <summary>What is in the name of a call that gives an authorization server's own answer.</summary>
    private static readonly WordTable OwnAnswers = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "ServerResponse");

    /// <summary>What is in the names of types that have OAuth's words in theirs, and tell no error.</summary>
    private static readonly WordTable OtherTypes = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Options");

    /// <summary>What is in the name of a decoder of the project's own.</summary>
    private static readonly WordTable OwnParsers = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "JsonDecode", "DecodeJson", "ParseJson", "JsonParse", "FromJson", "JsonTo");

    /// <summary>Attributes of a property that takes a value of the query.</summary>
    private static readonly string[] QueryAttributes = { "SupplyParameterFromQuery", "FromQuery", "BindProperty" };

    /// <summary>Members by which the outcome of an application's own service tells success.</summary>
    private static readonly string[] OutcomeFlags = { "Success", "IsSuccess", "IsSuccessful", "Succeeded", "IsValid", "IsFailure", "IsFailed" };

    /// <summary>What the static methods are called that create such an outcome.</summary>
    private static readonly string[] OutcomeFactories = { "Fail", "Failed", "Failure" };

    /// <summary>Members that hold an answer's text.</summary>
    private static readonly string[] BodyMembers = { "Content", "RawContent" };

    /// <summary>RestSharp's response, in its versions: what it says of an error is about the connection, and the provider said none of it.</summary>
    private static readonly string[] Transports = { "RestResponse", "RestResponseBase", "IRestResponse" };

    /// <summary>The members of a response that say so.</summary>
    private static readonly string[] TransportMembers = { "ErrorMessage" };

    /// <summary>What an API is asked with that gives a token of its own for a key.</summary>
    private static readonly string[] ApiKeys = { "api_key", "apikey" };

    /// <summary>What a request for an OAuth token has in it.</summary>
    private static readonly string[] WordsOfTokenRequests =
    {
        "oauth", "grant_type", "granttype", "client_id", "clientid", "client_secret", "clientsecret", "refresh_token", "refreshtoken",
        "authorization_code", "authorizationcode",
    };

    /// <summary>What is in the name of a call that words an error, or cleans it.</summary>
    private static readonly WordTable FormatterWords = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Format", "Message", "Describe", "Error", "Sanitize", "Redact", "Mask");

    private readonly SemanticModel _model;
    private readonly ResponseAnalysis _responses;
    private readonly LocalValues _locals;
    private readonly SyntaxNode _member;
    private readonly Lazy<MarkEvidence> _around;

    public ErrorSources(SemanticModel model, ResponseAnalysis responses, SyntaxNode member, LocalValues locals)
    {
        _model = model;
        _responses = responses;
        _member = member;
        _locals = locals;
        _around = new Lazy<MarkEvidence>(() => responses.Around(member));
    }

    public MarkEvidence Around => _around.Value;

    /// <summary>The provider that the code around tells: by a host, by names, else the only one that the message or the member names.</summary>
    public string? ProviderOf(SyntaxNode message) => Around.Provider ?? OnlyProviderIn(message) ?? OnlyProviderIn(_member);

    /// <summary>The provider that the text of the message names: its author knew better than a host, which may serve several.</summary>
    public static string? ProviderInWords(SyntaxNode message) =>
        OnlyProviderIn(message.DescendantTokens().Where(static token => token.Kind() is SyntaxKind.StringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken));

    private static string? OnlyProviderIn(SyntaxNode code) =>
        OnlyProviderIn(code.DescendantTokens().Where(static token => token.Kind() is SyntaxKind.IdentifierToken
            or SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken));

    private static string? OnlyProviderIn(IEnumerable<SyntaxToken> tokens)
    {
        var names = tokens
            .Select(static token => KnownProviders.NameInIdentifier(token.ValueText))
            .Where(static name => name is not null)
            .Distinct()
            .Take(2)
            .ToList();
        return names.Count == 1 ? names[0] : null;
    }

    /// <summary>The part of an OAuth error that the value is; null when it is none.</summary>
    public (ErrorPart Part, ExpressionSyntax Origin, string? Provider)? Find(MessagePart part)
    {
        if (part.Value is LiteralExpressionSyntax or PredefinedTypeSyntax
            or ThisExpressionSyntax or AnonymousFunctionExpressionSyntax or TypeOfExpressionSyntax)
        {
            return null;
        }

        var path = ValuePath.Of(part.Value, part.Element, _locals, _model);
        if (NamedPart(path) is var named and not ErrorPart.None)
        {
            return IsOAuth(path) ? (named, path.Root, null) : null;
        }

        return IsBodyRead(path)
            && _model.GetOperation(part.Value) is { } body
            && _responses.FindOAuthText(body) is { } evidence
            && !AsksWithApiKey()
            ? (ErrorPart.Body, path.Root, evidence.Provider)
            : null;
    }

    private static ErrorPart NamedPart(ValuePath path)
    {
        if (path.Steps.Count == 0)
        {
            return path.Root is IdentifierNameSyntax name && BoundNameOf(name) is { } bound ? ErrorNames.Part(bound) : ErrorPart.None;
        }

        var last = path.Steps[path.Steps.Count - 1].Name;
        if (ErrorNames.Part(last) is var part and not ErrorPart.None)
        {
            return part;
        }

        // error.message, and errorResponse.Message of an answer that was parsed.
        return path.Steps.Take(path.Steps.Count - 1).Any(static step => ErrorNames.Part(step.Name) != ErrorPart.None) || IsErrorObject(path)
            ? ErrorNames.PartOfError(last)
            : ErrorPart.None;
    }

    /// <summary>The name by which a parameter's or a bound property's value comes with a request; null for another name.</summary>
    private static string? BoundNameOf(IdentifierNameSyntax name) =>
        LocalValues.Parameter(name) is { } parameter ? BoundNames.Of(parameter)
        : BoundProperty(name) is { } property ? BoundNames.Of(property)
        : null;

    /// <summary>A property of the type around that takes a value of the query: of a Razor component or a page.</summary>
    private static PropertyDeclarationSyntax? BoundProperty(IdentifierNameSyntax name) =>
        name.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members.OfType<PropertyDeclarationSyntax>().FirstOrDefault(property =>
            property.Identifier.ValueText == name.Identifier.ValueText
            && property.AttributeLists
                .SelectMany(static list => list.Attributes)
                .Any(static attribute => QueryAttributes.Contains(attribute.Name.ToString())));

    private static bool IsErrorObject(ValuePath path) =>
        path.Calls.FirstOrDefault() is { } call && IsParse(call)
        && (ErrorVariables.Matches(path.Owner.ToString()) || TypeArguments(call).Any(static t => ErrorTypes.Matches(t)));

    private bool IsOAuth(ValuePath path)
    {
        if (path.Steps.Count == 0)
        {
            return path.Root is IdentifierNameSyntax name
                && (LocalValues.Parameter(name) is { } parameter
                    ? IsOfCallback(parameter)
                    : BoundProperty(name) is { } property && IsOfCallback(property));
        }

        var error = path.Steps.First(static step => ErrorNames.Part(step.Name) != ErrorPart.None
            || ErrorNames.PartOfError(step.Name) != ErrorPart.None);
        return error.IsKey && !IsParsed(path) ? IsOfQuery(path, error) : IsOfAnswer(path, error);
    }

    /// <summary>A parameter that stands beside a callback's others, or in a method that serves one.</summary>
    private bool IsOfCallback(ParameterSyntax parameter)
    {
        if (parameter.Type is { } type && !type.IsTextOfRequest())
        {
            return false;
        }

        var name = BoundNames.Of(parameter);
        if (CallbackParameters.Contains(name))
        {
            return true;
        }

        if (parameter.Parent is not ParameterListSyntax list || MakesOwnOutcome(list))
        {
            return false;
        }

        var named = list.Parent is MethodDeclarationSyntax method && ErrorNames.IsCallbackName(method.Identifier.ValueText);
        if (ErrorNames.Part(name) != ErrorPart.Code || OtherCodes.Contains(name))
        {
            return named && list.Parameters.Any(p => p != parameter
                && (ErrorNames.Part(p.Identifier.ValueText) == ErrorPart.Code || BesideError.Contains(p.Identifier.ValueText)));
        }

        var beside = list.Parameters.Any(p => p != parameter && p.Type is { } text && text.IsText()
            && (ErrorNames.CallbackNames.Contains(p.Identifier.ValueText, StringComparer.OrdinalIgnoreCase)
                || Descriptions.Matches(p.Identifier.ValueText)
                || (IsOfEvent(list) && States.Matches(p.Identifier.ValueText))));
        return (beside && IsAboutOAuth()) || (named && parameter.AttributeLists.Count > 0);
    }

    /// <summary><c>static Outcome Fail(string error, string scope)</c>: what it is given was worded where it is called.</summary>
    private static bool MakesOwnOutcome(ParameterListSyntax list) =>
        list.Parent is MethodDeclarationSyntax { ReturnType: SimpleNameSyntax made, Parent: TypeDeclarationSyntax type } factory
        && factory.Modifiers.Any(SyntaxKind.StaticKeyword)
        && OutcomeFactories.Contains(factory.Identifier.ValueText)
        && made.Identifier.ValueText == type.Identifier.ValueText;

    /// <summary>What handles an event is given who raised it first: <c>(object sender, string error, string receivedState)</c>.</summary>
    private static bool IsOfEvent(ParameterListSyntax list) => list.Parameters is [{ Type: { } sender }, ..] && Senders.Contains(sender.ToString());

    /// <summary>A property beside others that a callback's parameters are bound to.</summary>
    private bool IsOfCallback(PropertyDeclarationSyntax property) =>
        ErrorNames.IsOAuthKey(BoundNames.Of(property))
        || (property.Parent is TypeDeclarationSyntax type
            && type.Members
                .OfType<PropertyDeclarationSyntax>()
                .Any(other => other != property && ErrorNames.CallbackNames.Contains(BoundNames.Of(other), StringComparer.OrdinalIgnoreCase))
            && (IsAboutOAuth() || type.MentionsInAnyCase(CallbackWords)));

    /// <summary>A key of a query or a form that belongs to a callback.</summary>
    private bool IsOfQuery(ValuePath path, PathStep error)
    {
        var receiver = path.Owner.ToString() + " " + path.Root;
        if (NoQueries.Matches(receiver))
        {
            return false;
        }

        var isQuery = path.Steps.Any(static s => QueryMembers.Contains(s.Name)) || Queries.Matches(receiver);
        return isQuery && (ErrorNames.IsOAuthKey(error.Name) || (HasKeyBeside() && IsAboutOAuth()));
    }

    /// <summary>A member, or a key of JSON, of what a token endpoint answered.</summary>
    private bool IsOfAnswer(ValuePath path, PathStep error)
    {
        if (IsParsed(path))
        {
            return path.Calls.Any(call => IsParse(call) && FindParsedBody(call) is not null);
        }

        // What an authorization server answers itself, it words itself: HttpContext.GetOpenIddictServerResponse().
        if (path.Calls.Any(static call => OwnAnswers.Matches(call.CalledName())))
        {
            return false;
        }

        var types = TypesOf(path, error).ToList();
        return !types.Exists(IsOwnOutcome)
            && !IsUnseenOutcome(path, types)
            && !(TransportMembers.Contains(error.Name) && types.Exists(static type => Transports.Contains(type.Name)))
            && !IsTupleOfOutcome(path.Root)
            && ((path.Calls.FirstOrDefault()?.CalledName() is { } source && ErrorNames.IsOAuthName(source))
                || types.Exists(IsOAuthType)
                || (!types.Exists(type => IsWorded(type) || IsEnclosing(type)) && OAuthCodes.AreAskedOf(error, _member)));
    }

    private IEnumerable<ITypeSymbol> TypesOf(ValuePath path, PathStep error)
    {
        if (_model.GetSymbolInfo(error.At).Symbol is { ContainingType: { } owner })
        {
            yield return owner;
        }

        if (_model.GetTypeInfo(path.Owner).Type is { } type)
        {
            yield return type;
        }
    }

    private bool IsOAuthType(ITypeSymbol type) =>
        !IsEnclosing(type)
        && !IsWorded(type)
        && (ErrorNames.IsOAuthName(type.Name) || NameMarks.HasTokenMembers(type) || IsCallbackModel(type))
        && !OtherTypes.Matches(type.Name);

    /// <summary>
    /// The outcome of a service of the application's own: what its error says was worded where it was created. What an answer is read
    /// into has the names of the answer. A type of another project or library has both the flag and the factory: a client's response tells
    /// success as well, and nobody creates one that failed.
    /// </summary>
    private static bool IsOwnOutcome(ITypeSymbol type) =>
        (type.DeclaringSyntaxReferences.IsEmpty
            ? HasOutcomeFlag(type) && HasOutcomeFactory(type)
            : HasOutcomeFlag(type) || HasOutcomeFactory(type))
        && !NameMarks.HasTokenMembers(type);

    private static bool HasOutcomeFlag(ITypeSymbol type) =>
        type.GetMembers().OfType<IPropertySymbol>().Any(static member => member.Type.SpecialType == SpecialType.System_Boolean
            && OutcomeFlags.Contains(member.Name));

    private static bool HasOutcomeFactory(ITypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Any(factory => factory is { IsStatic: true, MethodKind: MethodKind.Ordinary }
            && OutcomeFactories.Contains(factory.Name)
            && factory.ReturnType.OriginalDefinition.Is(type.OriginalDefinition));

    /// <summary>A type that is not there, of whose value the member asks what an outcome tells: <c>if (!tokens.IsSuccess)</c>.</summary>
    private bool IsUnseenOutcome(ValuePath path, List<ITypeSymbol> types) =>
        path.Owner is IdentifierNameSyntax owner
        && types.Count > 0 && types.TrueForAll(static type => type.TypeKind == TypeKind.Error)
        && _member.TokensNamed(owner.Identifier.ValueText).Any(static token =>
            token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var asked } access } name
            && access.Expression == name
            && OutcomeFlags.Contains(asked));

    /// <summary><c>(bool success, string? token, string? error) = await identity.RefreshAsync(…)</c>: no answer is read into that.</summary>
    private bool IsTupleOfOutcome(ExpressionSyntax value) =>
        _model.GetTypeInfo(value).Type is INamedTypeSymbol type
        && !(_model.GetSymbolInfo(value).Symbol is IMethodSymbol { IsAbstract: false } method
            && method.ContainingAssembly.Is(_model.Compilation.Assembly))
        && (type is { IsTupleType: false, TypeArguments: [INamedTypeSymbol result] } ? result : type) is { IsTupleType: true } tuple
        && tuple.TupleElements.Any(static element => element.Type.SpecialType == SpecialType.System_Boolean
            && OutcomeFlags.Contains(element.Name, StringComparer.OrdinalIgnoreCase));

    private bool IsEnclosing(ITypeSymbol type) => _member.Ancestors().OfType<TypeDeclarationSyntax>().Any(t => t.Identifier.ValueText == type.Name);

    /// <summary>The state parser's answer: its error is a message already.</summary>
    private static bool IsWorded(ITypeSymbol type) =>
        type is { Name: "OAuthStateResult", ContainingNamespace: { Name: "OAuth", ContainingNamespace.Name: "Atom" } };

    private static bool IsCallbackModel(ITypeSymbol type)
    {
        var properties = type.GetMembers().OfType<IPropertySymbol>().ToList();
        return properties.Count(static p => CallbackMembers.Contains(p.Name, StringComparer.OrdinalIgnoreCase)) == CallbackMembers.Length
            || (properties.Exists(static p => CodeMembers.Contains(p.Name))
                && properties.Exists(static p => ErrorNames.Part(p.Name) == ErrorPart.Code)
                && properties.Exists(static p => ErrorNames.Part(p.Name) == ErrorPart.Description));
    }

    private static bool IsParsed(ValuePath path) => path.Calls.Any(IsParse);

    private static bool IsParse(InvocationExpressionSyntax call) =>
        call.CalledName() is { Length: > 0 } name
        && (name.StartsWith("Deserialize", StringComparison.Ordinal) || IsOwnParser(call, name) || JsonReads.Named(name) switch
        {
            JsonRead.Content or JsonRead.Answer => true,
            JsonRead.ArgumentOfJsonType => call.Expression is MemberAccessExpressionSyntax access && JsonReads.IsJsonType(access.Expression),
            _ => false,
        });

    /// <summary>A decoder of the project's own, such as one that makes a dictionary of JSON; what it takes is looked at next.</summary>
    private static bool IsOwnParser(InvocationExpressionSyntax call, string name) =>
        call.ArgumentList.Arguments.Count > 0 && OwnParsers.Matches(name) && !Queries.Matches(name);

    private static IEnumerable<string> TypeArguments(InvocationExpressionSyntax call) =>
        Callers.NameOf(call.Expression) is GenericNameSyntax generic
            ? generic.TypeArgumentList.Arguments.Select(static a => a.ToString())
            : Enumerable.Empty<string>();

    private MarkEvidence? FindParsedBody(InvocationExpressionSyntax parse)
    {
        var body = parse.Expression is MemberAccessExpressionSyntax access && JsonReads.Named(access.Name.Identifier.ValueText) == JsonRead.Content
            ? access.Expression
            : parse.ArgumentList.Arguments.FirstOrDefault()?.Expression;
        return body is null ? null : FindBody(body);
    }

    private MarkEvidence? FindBody(ExpressionSyntax value) =>
        _model.GetOperation(value) is { } operation ? _responses.FindOAuthBody(operation) : null;

    /// <summary>A look at the text: a read of a body, RestSharp's Content, or a call that may give a body back.</summary>
    private static bool IsBodyRead(ValuePath path)
    {
        if (path.Steps.Count > 0)
        {
            return path.Steps[path.Steps.Count - 1] is { IsKey: false, Name: var member } && BodyMembers.Contains(member);
        }

        return path.Root is InvocationExpressionSyntax call && call.CalledName() is { Length: > 0 } name && !NamesFormatter(name);
    }

    /// <summary>The member proves itself with a key of the API, and names no parameter of OAuth: the path only looks like a token endpoint's.</summary>
    private bool AsksWithApiKey() => _member.MentionsInAnyCase(ApiKeys) && !_member.MentionsInAnyCase(WordsOfTokenRequests);

    private static bool NamesFormatter(string name) =>
        FormatterWords.Matches(name);

    private bool HasKeyBeside() => ErrorNames.CallbackNames.Any(key => _member.Mentions("\"" + key + "\""));

    private bool IsAboutOAuth() =>
        Around.Has(Evidence.OAuthPath | Evidence.GrantKey | Evidence.ClientSecret | Evidence.EndpointProperty | Evidence.OAuthName | Evidence.OAuthTypeName)
        || _member.MentionsInAnyCase(CallbackWords)
        || _member.Ancestors().OfType<TypeDeclarationSyntax>().Any(static type => AnyCase.ContainsAny(type.Identifier.ValueText, CallbackWords));
}
