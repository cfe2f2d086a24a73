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
/// Determines whether a value belongs to an OAuth error: a parameter or key of a callback, a member of a token endpoint's response, or the
/// response body. Names rule out nearly everything before anything is bound.
/// </summary>
internal sealed class ErrorSources
{
    /// <summary>Parts of the names of types and members that receive OAuth errors.</summary>
    private static readonly string[] CallbackWords = { "oauth", "callback", "token", "authoriz", "signin", "sign-in", "login", "consent" };

    /// <summary>Parameters that only OAuth callbacks have.</summary>
    private static readonly string[] CallbackParameters = { "remoteError", "error_description" };

    /// <summary>Parameters in addition to an error's description, in a method that is named after callbacks.</summary>
    private static readonly string[] BesideError = { "provider", "code", "state" };

    /// <summary>Error codes that may belong to the program just as well as to OAuth.</summary>
    private static readonly string[] OtherCodes = { "errorCode" };

    /// <summary>Parts of the names of parameters that describe the error in another parameter.</summary>
    private static readonly WordTable Descriptions = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "description");

    /// <summary>Suffix of the name of the state that a listener's event provides together with the error.</summary>
    private static readonly WordTable States = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, "State");

    /// <summary>The type of an event's sender.</summary>
    private static readonly string[] Senders = { "object", "object?", "Object", "Object?" };

    /// <summary>The members of a type that a callback's parameters are bound to; all are required.</summary>
    private static readonly string[] CallbackMembers = { "Code", "State", "Error" };

    /// <summary>The names of the code in an application's own type for the code or the error, such as that of a login window or listener.</summary>
    private static readonly string[] CodeMembers = { "AuthorizationCode", "AuthCode" };

    /// <summary>The members of a type that holds what a callback was given, beside the code; all are required, and spelled like the parameters.</summary>
    private static readonly string[] ErrorMembers = { "Error", "ErrorDescription" };

    /// <summary>The name of the code there.</summary>
    private const string CodeMember = "Code";

    /// <summary>The members of a response that says itself whether it is an error: <c>{ "code": 0, "message": "OK", "data": { … } }</c>.</summary>
    private static readonly WordTable EnvelopeMembers = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "code", "message", "msg");

    /// <summary>Objects that are read by key like a query, but hold the application's own values.</summary>
    private static readonly WordTable NoQueries = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "TempData", "ViewData", "ModelState", "Session", "config", "localizer", "Headers", "Resources");

    /// <summary>Parts of the names of a query or form that is read by key.</summary>
    private static readonly WordTable Queries = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "query", "form", "ParseQuery", "qs", "param", "args");

    /// <summary>Members of a request that are a query or form.</summary>
    private static readonly string[] QueryMembers = { "Query", "Form", "QueryString", "Params" };

    /// <summary>Parts of the names of variables that hold a parsed error.</summary>
    private static readonly WordTable ErrorVariables = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "err");

    /// <summary>Parts of the names of types that an error is parsed to.</summary>
    private static readonly WordTable ErrorTypes = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Error");

    /// <summary>Parts of the names of calls that get an authorization server's own response.</summary>
    private static readonly WordTable OwnAnswers = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "ServerResponse");

    /// <summary>Parts of the names of calls that get a user.</summary>
    private static readonly WordTable UserInfo = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "UserInfo");

    /// <summary>Suffixes of the names of values that say which one.</summary>
    private static readonly WordTable UserIds = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, "UserId", "user_id");

    /// <summary>Parts of the names of types that are named after OAuth, but hold no error.</summary>
    private static readonly WordTable OtherTypes = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Options");

    /// <summary>Parts of the names of the project's own decoders.</summary>
    private static readonly WordTable OwnParsers = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "JsonDecode", "DecodeJson", "ParseJson", "JsonParse", "FromJson", "JsonTo", "ReadJson");

    /// <summary>Attributes of a property that is bound to a query value.</summary>
    private static readonly string[] QueryAttributes = { "SupplyParameterFromQuery", "FromQuery", "BindProperty" };

    /// <summary>Members of an application's own outcome types that indicate success.</summary>
    private static readonly string[] OutcomeFlags = { "Success", "IsSuccess", "IsSuccessful", "Succeeded", "IsValid", "IsFailure", "IsFailed" };

    /// <summary>The names of static methods that create such an outcome.</summary>
    private static readonly string[] OutcomeFactories = { "Fail", "Failed", "Failure" };

    /// <summary>Members that hold the text of a response.</summary>
    private static readonly string[] BodyMembers = { "Content", "RawContent", "Body" };

    /// <summary>The response types of RestSharp's versions: their error messages are about the connection, not from the provider.</summary>
    private static readonly string[] Transports = { "RestResponse", "RestResponseBase", "IRestResponse" };

    /// <summary>The members of a response with these messages.</summary>
    private static readonly string[] TransportMembers = { "ErrorMessage" };

    /// <summary>Parameters of requests to an API that issues its own token for an API key.</summary>
    private static readonly string[] ApiKeys = { "api_key", "apikey" };

    /// <summary>Words in a request for an OAuth token.</summary>
    private static readonly string[] WordsOfTokenRequests =
    {
        "oauth", "grant_type", "granttype", "client_id", "clientid", "client_secret", "clientsecret", "refresh_token", "refreshtoken",
        "authorization_code", "authorizationcode",
    };

    /// <summary>Parts of the names of calls that format or sanitize an error.</summary>
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

    /// <summary>Gets the provider from the surrounding code: by a host or names, else the only one mentioned in the message or the member.</summary>
    public string? ProviderOf(SyntaxNode message) => Around.Provider ?? OnlyProviderIn(message) ?? OnlyProviderIn(_member);

    /// <summary>Gets the provider mentioned in the text of the message, which is more reliable than a host that may serve several.</summary>
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

    /// <summary>Gets the part of an OAuth error that the value represents; null if there is none.</summary>
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

        if (path is { Steps.Count: 0, Root: InvocationExpressionSyntax call } && QueryHelpers.PathReturnedBy(call, _model) is { } returned)
        {
            return NamedPart(returned) is var taken and not ErrorPart.None && IsOfQueryHelper(returned) ? (taken, path.Root, null) : null;
        }

        if (part.Element is { } variable)
        {
            return ReturnedElements.OnFailure(part.Value, variable, _model).Select(_responses.FindOAuthText).OfType<MarkEvidence>().FirstOrDefault() is { } text
                ? (ErrorPart.Body, path.Root, text.Provider)
                : null;
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

        // error.message, or errorResponse.Message of a parsed response.
        return path.Steps.Take(path.Steps.Count - 1).Any(static step => ErrorNames.Part(step.Name) != ErrorPart.None) || IsErrorObject(path)
            || IsOfEnvelope(path)
            ? ErrorNames.PartOfError(last)
            : ErrorPart.None;
    }

    /// <summary>Gets the name of a parameter's or bound property's value in the request; null for any other name.</summary>
    private static string? BoundNameOf(IdentifierNameSyntax name) =>
        LocalValues.Parameter(name) is { } parameter ? BoundNames.Of(parameter)
        : BoundProperty(name) is { } property ? BoundNames.Of(property)
        : null;

    /// <summary>Gets a property of the containing type that is bound to a query value: of a Razor component or page.</summary>
    private static PropertyDeclarationSyntax? BoundProperty(IdentifierNameSyntax name) =>
        name.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members.OfType<PropertyDeclarationSyntax>().FirstOrDefault(property =>
            property.Identifier.ValueText == name.Identifier.ValueText
            && property.AttributeLists
                .SelectMany(static list => list.Attributes)
                .Any(static attribute => QueryAttributes.Contains(attribute.Name.ToString())));

    private static bool IsErrorObject(ValuePath path) =>
        path.Calls.FirstOrDefault() is { } call && IsParse(call)
        && (ErrorVariables.Matches(path.Owner.ToString()) || TypeArguments(call).Any(static t => ErrorTypes.Matches(t)));

    /// <summary><c>parsed.Message</c> of a response in a branch for failures: some providers send it with status 200, beside the code.</summary>
    private static bool IsOfEnvelope(ValuePath path) =>
        path.Steps is [{ Name: var member }] && EnvelopeMembers.Matches(member) && IsParsed(path) && FailureTests.Surround(path.Owner);

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

    /// <summary>Returns true for a parameter next to others of a callback, or in a method that handles one.</summary>
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

    /// <summary><c>static Outcome Fail(string error, string scope)</c>: the message was created by the caller.</summary>
    private static bool MakesOwnOutcome(ParameterListSyntax list) =>
        list.Parent is MethodDeclarationSyntax { ReturnType: SimpleNameSyntax made, Parent: TypeDeclarationSyntax type } factory
        && factory.Modifiers.Any(SyntaxKind.StaticKeyword)
        && OutcomeFactories.Contains(factory.Identifier.ValueText)
        && made.Identifier.ValueText == type.Identifier.ValueText;

    /// <summary>The first parameter of an event handler is the sender: <c>(object sender, string error, string receivedState)</c>.</summary>
    private static bool IsOfEvent(ParameterListSyntax list) => list.Parameters is [{ Type: { } sender }, ..] && Senders.Contains(sender.ToString());

    /// <summary>Returns true for a property next to others that a callback's parameters are bound to.</summary>
    private bool IsOfCallback(PropertyDeclarationSyntax property) =>
        ErrorNames.IsOAuthKey(BoundNames.Of(property))
        || (property.Parent is TypeDeclarationSyntax type
            && type.Members
                .OfType<PropertyDeclarationSyntax>()
                .Any(other => other != property && ErrorNames.CallbackNames.Contains(BoundNames.Of(other), StringComparer.OrdinalIgnoreCase))
            && (IsAboutOAuth() || type.MentionsInAnyCase(CallbackWords)));

    /// <summary>Determines whether a key of a query or form belongs to a callback.</summary>
    private bool IsOfQuery(ValuePath path, PathStep error) => IsQuery(path) && IsOfCallback(error.Name, _member);

    /// <summary>The same for a key that a helper reads: other helpers of its type read the keys beside it.</summary>
    private bool IsOfQueryHelper(ValuePath returned) =>
        returned.Steps[returned.Steps.Count - 1] is { IsKey: true, Name: var key, At: var at }
        && IsQuery(returned)
        && IsOfCallback(key, at.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? at);

    private static bool IsQuery(ValuePath path)
    {
        var receiver = path.Owner.ToString() + " " + path.Root;
        return !NoQueries.Matches(receiver) && (path.Steps.Any(static s => QueryMembers.Contains(s.Name)) || Queries.Matches(receiver));
    }

    private bool IsOfCallback(string key, SyntaxNode around) => ErrorNames.IsOAuthKey(key) || (HasCallbackKey(around) && IsAboutOAuth());

    /// <summary>Determines whether a member, or a key of JSON, belongs to a token endpoint's response.</summary>
    private bool IsOfAnswer(ValuePath path, PathStep error)
    {
        if (IsParsed(path))
        {
            return path.Calls.Any(call => IsParse(call) && FindParsedBody(call) is not null);
        }

        // An authorization server creates its own error messages: HttpContext.GetOpenIddictServerResponse().
        if (path.Calls.Any(static call => OwnAnswers.Matches(call.CalledName()) || IsLookUp(call)))
        {
            return false;
        }

        var types = TypesOf(path, error).ToList();
        return !types.Exists(IsOwnOutcome)
            && !IsUnseenOutcome(path, types)
            && !(TransportMembers.Contains(error.Name) && types.Exists(static type => Transports.Contains(type.Name)))
            && !IsTupleOfOutcome(path.Root)
            && ((path.Calls.FirstOrDefault()?.CalledName() is { } source && ErrorNames.IsOAuthCall(source))
                || types.Exists(IsOAuthType)
                || (!types.Exists(type => IsWorded(type) || IsEnclosing(type)) && OAuthCodes.AreAskedOf(error, _member)));
    }

    /// <summary><c>GetUserInfo(token, userId)</c>: OAuth's endpoint knows one user only, that of the token.</summary>
    private static bool IsLookUp(InvocationExpressionSyntax call) =>
        UserInfo.Matches(call.CalledName())
        && call.ArgumentList.Arguments.Any(static argument =>
            Callers.NameOf(argument.Expression) is { Identifier.ValueText: var name } && UserIds.Matches(name));

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
        && (ErrorNames.IsOAuthName(type.Name) || NameMarks.HasTokenMembers(type) || IsCallbackModel(type) || HoldsCallback(type))
        && !OtherTypes.Matches(type.Name);

    /// <summary>
    /// Returns true for the outcome type of an application's own service, whose error message was created with it. Types that responses are read
    /// into have the token members of a response. In another project or library, both flag and factory are required: a client's response has a
    /// success flag as well, but no factory for failures.
    /// </summary>
    private static bool IsOwnOutcome(ITypeSymbol type) =>
        (type.DeclaringSyntaxReferences.IsEmpty
            ? HasOutcomeFlag(type) && HasOutcomeFactory(type)
            : HasOutcomeFlag(type) || HasOutcomeFactory(type))
        && !NameMarks.HasTokenMembers(type)
        && !HoldsCallback(type);

    private static bool HasOutcomeFlag(ITypeSymbol type) =>
        type.GetMembers().OfType<IPropertySymbol>().Any(static member => member.Type.SpecialType == SpecialType.System_Boolean
            && OutcomeFlags.Contains(member.Name));

    private static bool HasOutcomeFactory(ITypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Any(factory => factory is { IsStatic: true, MethodKind: MethodKind.Ordinary }
            && OutcomeFactories.Contains(factory.Name)
            && factory.ReturnType.OriginalDefinition.Is(type.OriginalDefinition));

    /// <summary>Returns true for an unresolved type if the member checks the value like an outcome: <c>if (!tokens.IsSuccess)</c>.</summary>
    private bool IsUnseenOutcome(ValuePath path, List<ITypeSymbol> types) =>
        path.Owner is IdentifierNameSyntax owner
        && types.Count > 0 && types.TrueForAll(static type => type.TypeKind == TypeKind.Error)
        && _member.TokensNamed(owner.Identifier.ValueText).Any(static token =>
            token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var asked } access } name
            && access.Expression == name
            && OutcomeFlags.Contains(asked));

    /// <summary><c>(bool success, string? token, string? error) = await identity.RefreshAsync(…)</c>: no response is read into that.</summary>
    private bool IsTupleOfOutcome(ExpressionSyntax value) =>
        _model.GetTypeInfo(value).Type is INamedTypeSymbol type
        && !(_model.GetSymbolInfo(value).Symbol is IMethodSymbol { IsAbstract: false } method
            && method.ContainingAssembly.Is(_model.Compilation.Assembly))
        && (type is { IsTupleType: false, TypeArguments: [INamedTypeSymbol result] } ? result : type) is { IsTupleType: true } tuple
        && tuple.TupleElements.Any(static element => element.Type.SpecialType == SpecialType.System_Boolean
            && OutcomeFlags.Contains(element.Name, StringComparer.OrdinalIgnoreCase));

    private bool IsEnclosing(ITypeSymbol type) => _member.Ancestors().OfType<TypeDeclarationSyntax>().Any(t => t.Identifier.ValueText == type.Name);

    /// <summary>Returns true for the result of the state parser, whose error is already a message.</summary>
    private static bool IsWorded(ITypeSymbol type) =>
        type is { Name: "OAuthStateResult", ContainingNamespace: { Name: "OAuth", ContainingNamespace.Name: "Atom" } };

    /// <summary>Returns true for what a listener received, <c>(bool IsSuccess, string? Code, string? Error, string? ErrorDescription)</c>.</summary>
    private static bool HoldsCallback(ITypeSymbol type)
    {
        var texts = type.GetMembers().OfType<IPropertySymbol>()
            .Where(static member => member.Type.SpecialType == SpecialType.System_String)
            .Select(static member => member.Name)
            .ToList();
        return Array.TrueForAll(ErrorMembers, texts.Contains) && texts.Exists(static name => name == CodeMember || CodeMembers.Contains(name));
    }

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

    /// <summary>Returns true for the project's own decoder, such as one from JSON to a dictionary; its argument is checked next.</summary>
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

    /// <summary>Checks by syntax for a read of a body, RestSharp's Content, or a call that may return a body.</summary>
    private static bool IsBodyRead(ValuePath path)
    {
        if (path.Steps.Count > 0)
        {
            return path.Steps[path.Steps.Count - 1] is { IsKey: false, Name: var member } && BodyMembers.Contains(member);
        }

        return path.Root is InvocationExpressionSyntax call && call.CalledName() is { Length: > 0 } name && !NamesFormatter(name);
    }

    /// <summary>Returns true if the member uses an API key and no OAuth parameter: only the path resembles a token endpoint.</summary>
    private bool AsksWithApiKey() => _member.MentionsInAnyCase(ApiKeys) && !_member.MentionsInAnyCase(WordsOfTokenRequests);

    private static bool NamesFormatter(string name) =>
        FormatterWords.Matches(name);

    private static bool HasCallbackKey(SyntaxNode code) => ErrorNames.CallbackNames.Any(key => code.Mentions("\"" + key + "\""));

    private bool IsAboutOAuth() =>
        Around.Has(Evidence.OAuthPath | Evidence.GrantKey | Evidence.ClientSecret | Evidence.EndpointProperty | Evidence.OAuthName | Evidence.OAuthTypeName)
        || _member.MentionsInAnyCase(CallbackWords)
        || _member.Ancestors().OfType<TypeDeclarationSyntax>().Any(static type => AnyCase.ContainsAny(type.Identifier.ValueText, CallbackWords));
}
