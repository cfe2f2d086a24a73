using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Finds the code of a file that requests reach and that takes a code: by its text and syntax, before anything is bound.</summary>
internal sealed class CandidateFinder
{
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> Files = new();

    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;
    private readonly CodeSources _sources;
    private readonly CodeGivers _givers;
    private readonly HandedCodes _handed;

    public CandidateFinder(SemanticModel model, CancellationToken cancellationToken)
    {
        _model = model;
        _cancellationToken = cancellationToken;
        _sources = new CodeSources(model, cancellationToken);
        _givers = new CodeGivers(model.Compilation, cancellationToken);
        _handed = new HandedCodes(model, cancellationToken);
    }

    /// <summary>A look at the text; two rules ask.</summary>
    public static bool MayHaveAny(SyntaxNode root) => Files.GetValue(root.SyntaxTree, static tree =>
        new StrongBox<bool>(tree.GetRoot().Mentions(CallbackWords.CodeWords)
            && (tree.GetRoot().Mentions(CallbackWords.OAuthWords) || tree.GetRoot().Mentions(CallbackWords.ComponentAttribute)))).Value;

    public IEnumerable<CallbackCandidate> Find(SyntaxNode root)
    {
        HashSet<SyntaxNode> seen = new();
        foreach (var node in Endpoints(root))
        {
            if (seen.Add(node) && At(node) is { } candidate)
            {
                yield return candidate;
            }
        }
    }

    /// <summary>Methods that requests reach, lambdas that are mapped, and whatever reads a code from a query or form.</summary>
    private IEnumerable<SyntaxNode> Endpoints(SyntaxNode root) =>
        Members.MethodsIn(root).Where(TakesRequests)
            .Concat(CallbackWords.MapMethods.Where(static mapping => mapping.StartsWith("Map", StringComparison.Ordinal))
                .SelectMany(mapping => MappedBy(root, mapping)))
            .Concat(ReadersOfKeys(root))
            .Concat(WaitsIn(root).Where(wait => (CodeOf(wait) ?? CarrierOf(wait)) is not null)
                .Concat(_sources.In(root).Concat(PromisedCodes.WaitsIn(root)).Concat(_handed.In(root)))
                .Select(OwnerOf)
                .OfType<SyntaxNode>());

    private bool TakesRequests(MethodDeclarationSyntax method) =>
        (method.Body ?? (SyntaxNode?)method.ExpressionBody) is not null && MayTakeCode(method)
            && (IsEndpoint(method) || HandlerGroups.Has(method) || IsPasted(method) || MappedMethods.Contain(method, _model.Compilation));

    /// <summary>What reads the code by its key, and what calls such a reader.</summary>
    private static IEnumerable<SyntaxNode> ReadersOfKeys(SyntaxNode root)
    {
        foreach (var key in CallbackWords.CodeKeys)
        {
            foreach (var token in root.TokensWith($"\"{key}\""))
            {
                if (token.Parent?.FirstAncestorOrSelf<SyntaxNode>(static n => RequestReads.IsForm(n) || n is StatementSyntax) is { } read
                    && RequestReads.KeyOf(read) == key
                    && OwnerOf(read) is { } owner)
                {
                    yield return owner;
                    foreach (var caller in CallersOfReader(owner))
                    {
                        yield return caller;
                    }
                }
            }
        }
    }

    /// <summary>The code that a call waits for: <c>var code = Listener.WaitForCode()</c>. The listener may be in another type.</summary>
    private string? CodeOf(InvocationExpressionSyntax call) =>
        AnswerOf(call) is { } name && RequestValue.Code.IsMember(name) ? name : null;

    /// <summary>What a call waits for brings the code: <c>var back = await listener.WaitForCallbackAsync(); … back.Code</c>.</summary>
    private string? CarrierOf(InvocationExpressionSyntax call) =>
        AnswerOf(call) is { } name && Members.Around(call)?.TokensNamed(name).Any(static token =>
            token.Parent?.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } access
            && access.Expression == token.Parent && RequestValue.Code.IsMember(member)) == true
            ? name
            : null;

    /// <summary>The variable that the answer of a call comes to; one that can be looked into has to read a code.</summary>
    private string? AnswerOf(InvocationExpressionSyntax call) =>
        Declarations(call).Any(static wait => wait is MethodDeclarationSyntax { Parent: not InterfaceDeclarationSyntax }
            && !wait.Mentions("\"code\""))
            ? null
            : GivenValues.VariableSetBy(call.Parent is AwaitExpressionSyntax wait ? wait.Parent : call.Parent);

    /// <summary>The calls that wait for the code, or for what it is read from.</summary>
    private static IEnumerable<InvocationExpressionSyntax> WaitsIn(SyntaxNode node) =>
        node.TokensWithAny(CallbackWords.WaitWords, StringComparison.Ordinal)
            .Select(static token => Callers.CallOf(token.Parent)).OfType<InvocationExpressionSyntax>()
            .Where(static call => CallbackWords.Waits.Matches(call.CalledName()));

    /// <summary>It is told the state to wait for, or has to do with it by itself.</summary>
    private bool ChecksState(InvocationExpressionSyntax wait) =>
        wait.ArgumentList.MentionsInAnyCase(StateNames.SearchWords)
        || Declarations(wait).Any(static declared => declared.MentionsInAnyCase(StateNames.SearchWords));

    private IEnumerable<SyntaxNode> Declarations(InvocationExpressionSyntax call) =>
        SourceMethods.DeclarationsOf(call, _model, _cancellationToken);

    /// <summary>The methods beside a listener's that get the code from it: <c>var code = WaitForCode();</c>.</summary>
    private static IEnumerable<SyntaxNode> CallersOfReader(SyntaxNode reader) =>
        reader is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } method && GivesCode(method)
            ? Callers.In(type, method.Identifier.ValueText)
                .Where(call => VariableOf(call) is not null)
                .Select(OwnerOf)
                .OfType<MethodDeclarationSyntax>()
            : Enumerable.Empty<SyntaxNode>();

    /// <summary>A method that reads a code and nothing of a state, and gives it back as a text.</summary>
    private static bool GivesCode(MethodDeclarationSyntax method) =>
        (method.ReturnType is GenericNameSyntax { TypeArgumentList.Arguments: [var awaited] } ? awaited : method.ReturnType).IsText()
        && ReadsCode(method)
        && !MentionsStateKey(method);

    private static bool MentionsStateKey(SyntaxNode method) => StateNames.Keys.Any(key => method.TokensWith($"\"{key}\"").Any());

    /// <summary>All of them come from methods that read a query, which a state would have come in as well.</summary>
    private bool AreListenedFor(List<string> codes, SyntaxNode node)
    {
        var calls = _sources.GivingCallsIn(node).ToList();
        return calls.Count == codes.Count && calls.TrueForAll(call => !call.ArgumentList.MentionsInAnyCase(StateNames.SearchWords)
            && _givers.MethodsOf(call).OfType<MethodDeclarationSyntax>().ToList() is var givers
            && givers.Exists(GivesCode) && givers.TrueForAll(static giver => !MentionsStateKey(giver)));
    }

    /// <summary>The variable that a call of a method beside it is assigned to.</summary>
    private static string? VariableOf(InvocationExpressionSyntax call) =>
        call.IsOwn()
        && (call.Parent is AwaitExpressionSyntax wait
            ? wait.Parent
            : call.Parent) is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
            ? variable.Identifier.ValueText
            : null;

    /// <summary>The variables of a method that get the code from a method beside it.</summary>
    private static IEnumerable<string> CodesGivenTo(SyntaxNode node) =>
        node is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } && type.Mentions("\"code\"")
            ? node.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => VariableOf(call) is not null
                    && type.Members
                        .OfType<MethodDeclarationSyntax>()
                        .Any(method => method != node && method.Identifier.ValueText == call.CalledName() && GivesCode(method)))
                .Select(static call => VariableOf(call)!)
            : Enumerable.Empty<string>();

    /// <summary>A look at the text: it names the code, or its own name lets expect an object that carries one.</summary>
    private static bool MayTakeCode(MethodDeclarationSyntax method) =>
        method.MentionsInAnyCase(CallbackWords.SearchWordsOfCodes) || CallbackWords.Context.Matches(method.Identifier.ValueText)
        || method.ParameterList.Parameters.Any(IsNamedAfterConnection);

    /// <summary><c>CallbackRequest request</c>: its type says that it is what a provider sends back.</summary>
    private static bool IsNamedAfterCallback(ParameterSyntax parameter) =>
        parameter.Type is SimpleNameSyntax type && CallbackWords.Carriers.Matches(type.Identifier.ValueText);

    /// <summary><c>ConnectAccount command</c>: where its type has a code, that is what it is connected with.</summary>
    private static bool IsNamedAfterConnection(ParameterSyntax parameter) =>
        parameter.Type is SimpleNameSyntax type && CallbackWords.Requests.Matches(type.Identifier.ValueText);

    private static IEnumerable<SyntaxNode> MappedBy(SyntaxNode root, string method)
    {
        foreach (var token in root.TokensWith(method + "("))
        {
            if (token.ValueText != method
                || token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
                || call.CalledName() != method)
            {
                continue;
            }

            foreach (var argument in call.ArgumentList.Arguments)
            {
                switch (argument.Expression)
                {
                    case AnonymousFunctionExpressionSyntax lambda:
                        yield return lambda;
                        break;
                    case IdentifierNameSyntax name when Function(call, name.Identifier.ValueText) is { } function:
                        yield return function;
                        break;
                }
            }
        }
    }

    /// <summary>The method of a method group: one of the type around, or a local function beside the call.</summary>
    private static SyntaxNode? Function(SyntaxNode call, string name)
    {
        foreach (var scope in call.Ancestors())
        {
            var found = scope switch
            {
                TypeDeclarationSyntax type =>
                    type.Members.OfType<MethodDeclarationSyntax>().FirstOrDefault(method => method.Identifier.ValueText == name),
                BlockSyntax block =>
                    block.Statements.OfType<LocalFunctionStatementSyntax>().FirstOrDefault(function => function.Identifier.ValueText == name),
                CompilationUnitSyntax unit =>
                    unit.Members
                        .OfType<GlobalStatementSyntax>()
                        .Select(static global => global.Statement)
                        .OfType<LocalFunctionStatementSyntax>()
                        .FirstOrDefault(function => function.Identifier.ValueText == name),
                _ => (SyntaxNode?)null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The lambda that a call takes as its handler, else the function around, else the program of top-level statements.</summary>
    private static SyntaxNode? OwnerOf(SyntaxNode node)
    {
        var isInLambda = false;
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case GlobalStatementSyntax:
                    return isInLambda ? null : ancestor.Parent;
                case AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
                    when Array.IndexOf(CallbackWords.MapMethods, call.CalledName()) >= 0:
                case LocalFunctionStatementSyntax:
                case MethodDeclarationSyntax:
                    return ancestor;
                case AnonymousFunctionExpressionSyntax:
                    isInLambda = true;
                    break;
            }
        }

        return null;
    }

    private static bool IsEndpoint(MethodDeclarationSyntax method)
    {
        if (HasAttribute(method.AttributeLists, "NonAction") || method.Parent is InterfaceDeclarationSyntax)
        {
            return false;
        }

        if (IsBound(method))
        {
            return true;
        }

        if (CallbackWords.ComponentMethods.Matches(method.Identifier.ValueText))
        {
            return method.Parent is { } component && component.Mentions(CallbackWords.ComponentAttribute);
        }

        return IsPublic(method)
            && (ReturnsResult(method.ReturnType)
                || (!method.Modifiers.Any(SyntaxKind.StaticKeyword) && (IsHandler(method) || IsOfService(method)) && !IsHelper(method)));
    }

    /// <summary>Attributes say that requests reach it.</summary>
    public static bool IsBound(MethodDeclarationSyntax method) =>
        HasAttribute(method.AttributeLists, CallbackWords.EndpointAttributes)
        || method.ParameterList.Parameters.Any(static parameter => HasAttribute(parameter.AttributeLists, CallbackWords.BindingAttributes));

    /// <summary>What listens hands it the code, and looks at the state: where it reads the code itself, it could read the state as well.</summary>
    private bool IsTold(SyntaxNode node, List<string> codes, List<string> carriers) =>
        codes.Count + carriers.Count > 0 && node is MethodDeclarationSyntax method && HandlerGroups.Has(method)
        && !(carriers is [var carrier] && method.ParameterList.Parameters.FirstOrDefault(given => given.Identifier.ValueText == carrier) is { } told
            && HandlerGroups.LeavesStateTo(told, _model, _cancellationToken));

    /// <summary>Nothing comes back but what a person copies, and that has no state.</summary>
    private bool IsPasted(SyntaxNode node) =>
        node is MethodDeclarationSyntax method && !IsEndpoint(method) && PastedCodes.AreTakenBy(method, _model.Compilation);

    /// <summary>Called from beside it: an action by its form, and by its purpose none.</summary>
    private static bool IsHelper(MethodDeclarationSyntax method) =>
        method.Parent is { } type
            && Callers.In(type, method.Identifier.ValueText).Any(call => call.IsOwn() && !method.Span.Contains(call.Span));

    private static bool IsPublic(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.PublicKeyword) || method.Modifiers.Any(SyntaxKind.InternalKeyword);

    /// <summary>A method of a controller, a page or an endpoint of its own.</summary>
    public static bool IsHandler(MethodDeclarationSyntax method)
    {
        if (method.Parent is not TypeDeclarationSyntax type)
        {
            return false;
        }

        var name = method.Identifier.ValueText;
        return CallbackWords.EndpointTypes.Matches(type.Identifier.ValueText)
            || IsPageHandler(method)
            || (CallbackWords.EndpointMethods.Matches(name)
                && BaseTypes.NamesOf(type).Any(static b => b.StartsWith("Endpoint", StringComparison.Ordinal)
                    || b.EndsWith("Endpoint", StringComparison.Ordinal)));
    }

    /// <summary>A method of a hub, of a service that is an API by itself, or of a type of GraphQL.</summary>
    private static bool IsOfService(MethodDeclarationSyntax method) =>
        method.Parent is TypeDeclarationSyntax type
        && (BaseTypes.NamesOf(type).Any(static b => CallbackWords.EndpointBases.Matches(b))
            || CallbackWords.GraphTypes.Matches(type.Identifier.ValueText) || type.Mentions(CallbackWords.GraphAttributes));

    /// <summary>A method of a Razor page that answers requests.</summary>
    public static bool IsPageHandler(MethodDeclarationSyntax method) =>
        CallbackWords.PageMethods.Matches(method.Identifier.ValueText)
        && method.Parent is TypeDeclarationSyntax type
        && BaseTypes.NamesOf(type).Any(static b => CallbackWords.PageTypes.Matches(b));

    private static bool ReturnsResult(TypeSyntax type) => type switch
    {
        GenericNameSyntax { Identifier.ValueText: var task, TypeArgumentList.Arguments: [var inner] }
            when CallbackWords.TaskTypes.Matches(task) =>
            ReturnsResult(inner),
        NullableTypeSyntax nullable => ReturnsResult(nullable.ElementType),
        QualifiedNameSyntax qualified => ReturnsResult(qualified.Right),
        SimpleNameSyntax name => CallbackWords.ResultTypes.Matches(name.Identifier.ValueText),
        _ => false,
    };

    public static bool HasAttribute(SyntaxList<AttributeListSyntax> lists, params string[] names)
    {
        foreach (var list in lists)
        {
            foreach (var attribute in list.Attributes)
            {
                var name = attribute.Name is QualifiedNameSyntax qualified
                    ? qualified.Right.Identifier.ValueText
                    : (attribute.Name as SimpleNameSyntax)?.Identifier.ValueText ?? "";
                if (Array.Exists(names, wanted => name == wanted || name == wanted + "Attribute"))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The function as code that takes a code, whoever calls it; null where it takes none.</summary>
    public CallbackCandidate? At(SyntaxNode node)
    {
        List<string> codes = new(), carriers = new(), states = new();
        var parameters = CallbackCandidate.ParametersOf(node).ToList();
        if (parameters.Exists(static parameter => CallbackWords.ServerNames.Matches(parameter.Identifier.ValueText)))
        {
            return null;
        }

        var code = AddParameters(parameters, codes, states, out var isVerifier, out var isImplicit);
        if (codes.Count == 0)
        {
            AddBoundProperties(node, codes, states);
            code = codes.Count > 0 ? SyntaxFactory.IdentifierName(codes[0]) : AddCarriers(parameters, node, carriers);
        }

        if (codes.Count + carriers.Count == 0)
        {
            codes.AddRange(CodesGivenTo(node));
        }

        var waits = codes.Count + carriers.Count == 0 ? WaitsIn(node).ToList() : new List<InvocationExpressionSyntax>();
        codes.AddRange(waits.Select(CodeOf).OfType<string>());
        carriers.AddRange(waits.Select(CarrierOf).OfType<string>());
        var read = KeyRead(node, CallbackWords.CodeKeys);
        var isCut = false;
        if (codes.Count + carriers.Count == 0 && !ReadsCode(node))
        {
            codes.AddRange(_sources.CodesIn(node));
            isCut = codes.Count > 0 && !AreListenedFor(codes, node);
            codes.AddRange(CodesOfQueries.In(node));
            carriers.AddRange(_sources.CarriersIn(node));
        }

        var handed = codes.Count + carriers.Count == 0 && !ReadsCode(node)
            ? _handed.Of(node).ToList()
            : new List<(string Name, bool IsCarrier, bool HasState)>();
        codes.AddRange(handed.Where(static code => !code.IsCarrier).Select(static code => code.Name));
        carriers.AddRange(handed.Where(static code => code.IsCarrier).Select(static code => code.Name));

        var promised = codes.Count + carriers.Count == 0 ? PromisedCodes.In(node).ToList() : new List<(string Name, bool HasState)>();
        codes.AddRange(promised.Select(static code => code.Name));

        if (codes.Count + carriers.Count == 0 && !ReadsCode(node))
        {
            return null;
        }

        return new CallbackCandidate(node, NameOf(node), LocationOf(node, PlaceIn(node)), codes, carriers, states, code ?? read)
        {
            Stateless = parameters.Where(parameter => carriers.Contains(parameter.Identifier.ValueText) && HasNoStateMember(parameter))
                .Select(static parameter => parameter.Identifier.ValueText)
                .Concat(carriers.Where(carrier => HasNoStateMember(carrier, node))).ToList(),
            HasNoState = isVerifier || isImplicit || isCut || IsTold(node, codes, carriers) || IsPasted(node) || waits.Exists(ChecksState)
                || promised.Exists(static code => code.HasState) || handed.Exists(static code => code.HasState)
                || (codes.Count + carriers.Count == 0 && read is not null && IsVerifier(RequestReads.KeyOf(read)!)),
            IsImplicit = isImplicit && codes.Count == 1,
        };
    }

    /// <summary>The parameters that are codes and states by their names.</summary>
    /// <returns>The first code that stands there; an access token is none.</returns>
    private static ExpressionSyntax? AddParameters(
        List<ParameterSyntax> parameters, List<string> codes, List<string> states, out bool isVerifier, out bool isImplicit)
    {
        ExpressionSyntax? code = null;
        (isVerifier, isImplicit) = (false, false);
        foreach (var parameter in parameters)
        {
            var name = parameter.Identifier.ValueText;
            var bound = BoundNames.Of(parameter);
            if (RequestValue.Code.IsMember(bound) || CallbackWords.CodeKeys.Matches(bound))
            {
                codes.Add(name);
                isVerifier |= IsVerifier(bound);
                code ??= SyntaxFactory.IdentifierName(name);
            }
            else if (RequestValue.State.IsMember(bound))
            {
                states.Add(name);
            }
            else if (bound == CallbackWords.ImplicitToken
                && parameters.Exists(static beside => CallbackWords.BesideImplicitToken.Matches(beside.Identifier.ValueText)))
            {
                codes.Add(name);
                isImplicit = true;
            }
        }

        return code;
    }

    /// <summary>The parameters whose objects have the code.</summary>
    /// <returns>The code in the first of them.</returns>
    private ExpressionSyntax? AddCarriers(List<ParameterSyntax> parameters, SyntaxNode node, List<string> carriers)
    {
        ExpressionSyntax? code = null;
        foreach (var parameter in parameters)
        {
            if (CodeMemberOf(parameter, node) is { } member)
            {
                carriers.Add(parameter.Identifier.ValueText);
                code ??= SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    SyntaxFactory.IdentifierName(parameter.Identifier),
                    SyntaxFactory.IdentifierName(member));
            }
            else if (parameter.Identifier.ValueText is var name && NestedCodesOf(name, node).Any())
            {
                carriers.Add(name);
            }
        }

        return code;
    }

    /// <summary>The objects in a parameter's that have the code: <c>request.Body.Code</c>.</summary>
    private static IEnumerable<string> NestedCodesOf(string name, SyntaxNode node) =>
        node.TokensNamed(name)
            .Select(static token => token.Parent?.Parent).OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Expression is IdentifierNameSyntax && CallbackWords.BoundBodies.Matches(access.Name.Identifier.ValueText)
                && access.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } && RequestValue.Code.IsMember(member))
            .Select(static access => access.Name.Identifier.ValueText);

    /// <summary>It reads the code itself, and not only a handler or a function in it.</summary>
    private static bool ReadsCode(SyntaxNode node) => KeyReads(node, CallbackWords.CodeKeys).Any(read => OwnerOf(read) == node);

    /// <summary>Where a program of top-level statements gets the code: it has no name to be reported at.</summary>
    private SyntaxNode? PlaceIn(SyntaxNode node) =>
        node is CompilationUnitSyntax
            ? KeyReads(node, CallbackWords.CodeKeys).Concat<SyntaxNode>(WaitsIn(node)).Concat(_sources.In(node))
                .FirstOrDefault(source => OwnerOf(source) == node)
            : null;

    /// <summary>OAuth 1.0 hands over a verifier instead of a code.</summary>
    private static bool IsVerifier(string name) => name.EndsWith("verifier", StringComparison.OrdinalIgnoreCase);

    public static ExpressionSyntax? KeyRead(SyntaxNode node, IEnumerable<string> keys) => KeyReads(node, keys).FirstOrDefault();

    public static IEnumerable<ExpressionSyntax> KeyReads(SyntaxNode node, IEnumerable<string> keys) =>
        keys.SelectMany(key => node.TokensWith($"\"{key}\""))
            .Select(static token => token.Parent?.FirstAncestorOrSelf<ExpressionSyntax>(RequestReads.IsForm))
            .OfType<ExpressionSyntax>()
            .Where(read => RequestReads.KeyOf(read) is { } key && keys.Contains(key));

    private static void AddBoundProperties(SyntaxNode node, List<string> codes, List<string> states)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || !type.Mentions(CallbackWords.BoundPropertyAttributes))
        {
            return;
        }

        foreach (var property in type.Members
            .OfType<PropertyDeclarationSyntax>()
            .Where(static property => HasAttribute(property.AttributeLists, CallbackWords.BoundPropertyAttributes)))
        {
            var name = property.Identifier.ValueText;
            if (!node.Mentions(name))
            {
                continue;
            }

            if (RequestValue.Code.IsMember(name))
            {
                codes.Add(name);
            }
            else if (RequestValue.State.IsMember(name))
            {
                states.Add(name);
            }
        }
    }

    /// <summary>The member of the parameter's type that is a code; null when it has none, or when it is a request for tokens.</summary>
    private string? CodeMemberOf(ParameterSyntax parameter, SyntaxNode node)
    {
        if (parameter.Type is null or PredefinedTypeSyntax or ArrayTypeSyntax or NullableTypeSyntax { ElementType: PredefinedTypeSyntax })
        {
            return null;
        }

        var name = parameter.Identifier.ValueText;
        var speaks = CallbackWords.CodeMembers.Any(member => node.Mentions(member)) || CallbackWords.Context.Matches(NameOf(node))
            || IsNamedAfterConnection(parameter);
        var declared = speaks && node.Mentions(name) ? _model.GetDeclaredSymbol(parameter, _cancellationToken)?.Type : null;
        if (declared is { TypeKind: TypeKind.Dynamic } && HasAttribute(parameter.AttributeLists, CallbackWords.BodyAttribute))
        {
            return CodeMemberOf(name, node);
        }

        if (declared is not INamedTypeSymbol type)
        {
            return null;
        }

        if (type.TypeKind == TypeKind.Error)
        {
            return IsNamedAfterCallback(parameter) ? CodeMemberOf(name, node) : null;
        }

        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            return null;
        }

        string? code = null;
        for (var declaring = type; declaring is { SpecialType: SpecialType.None }; declaring = declaring.BaseType)
        {
            foreach (var member in declaring.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Public })
                {
                    if (CallbackWords.ServerNames.Matches(member.Name))
                    {
                        return null;
                    }

                    code ??= RequestValue.Code.IsMember(member.Name)
                        && (member as IPropertySymbol)?.Type.SpecialType is SpecialType.System_String or null
                        ? member.Name
                        : null;
                }
            }
        }

        return code;
    }

    /// <summary>The member that is read from an object whose type is missing: <c>answer.Code</c>.</summary>
    private static string? CodeMemberOf(string name, SyntaxNode node) =>
        node.TokensNamed(name)
            .Select(static token => token.Parent?.Parent).OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Expression is IdentifierNameSyntax { Identifier.ValueText: var read } && read == name)
            .Select(static access => access.Name.Identifier.ValueText)
            .FirstOrDefault(RequestValue.Code.IsMember);

    /// <summary>Every member of the object is known, and none is called as a state or anything else that was kept.</summary>
    private bool HasNoStateMember(ParameterSyntax parameter) =>
        HasNoStateMember(
            _model.GetDeclaredSymbol(parameter, _cancellationToken)?.Type as INamedTypeSymbol, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    /// <summary>The same of a variable that the body of the request is read into.</summary>
    private bool HasNoStateMember(string variable, SyntaxNode node) =>
        CodeSources.VariablesIn(node).FirstOrDefault(set => set.Name == variable).Value is { } value
        && HasNoStateMember(_model.GetTypeInfo(value, _cancellationToken).Type as INamedTypeSymbol, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    /// <param name="type">The type of the object, or of what it got from the body of the request.</param>
    /// <param name="seen">Types that are being looked at: two may have each other for a member.</param>
    private static bool HasNoStateMember(INamedTypeSymbol? type, HashSet<ISymbol> seen)
    {
        for (; type is { SpecialType: SpecialType.None, TypeKind: not TypeKind.Error }; type = type.BaseType)
        {
            if (type.RootNamespace() is "System" or "Microsoft"
                || type.GetMembers().Any(member => member is IPropertySymbol { IsIndexer: true }
                    || (member is IPropertySymbol or IFieldSymbol && MayBeState(member))
                    || (member is IPropertySymbol { Type: INamedTypeSymbol body } && CallbackWords.BoundBodies.Matches(member.Name)
                        && !body.Is(member.ContainingType) && seen.Add(body) && !HasNoStateMember(body, seen))))
            {
                return false;
            }
        }

        return type is { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType };
    }

    /// <summary>By its name, or by the one under which it is sent.</summary>
    private static bool MayBeState(ISymbol member) =>
        RequestValue.State.IsMember(member.Name) || StateCheckWords.Kept.Matches(member.Name)
        || member.GetAttributes()
            .SelectMany(static attribute => attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(static named => named.Value)))
            .Any(static argument => argument is { Kind: TypedConstantKind.Primitive, Value: string name } && StateCheckWords.Kept.Matches(name));

    public static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        CompilationUnitSyntax => "Main",
        AnonymousFunctionExpressionSyntax { Parent.Parent: ArgumentListSyntax { Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string route } }, ..] } } => route,
        AnonymousFunctionExpressionSyntax { Parent.Parent.Parent: InvocationExpressionSyntax call } => call.CalledName(),
        _ => "",
    };

    private static Location LocationOf(SyntaxNode node, SyntaxNode? place) => node switch
    {
        CompilationUnitSyntax when place is not null => place.GetLocation(),
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        LocalFunctionStatementSyntax function => function.Identifier.GetLocation(),
        { Parent.Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } => access.Name.GetLocation(),
        _ => node.GetFirstToken().GetLocation(),
    };
}
