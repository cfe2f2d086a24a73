using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// Determines whether a connection belongs to the application itself, which has one per integration: the code that saves the tokens shows that
/// it saves them under nothing. It must be visible down to the file, row or variable, and must mention no person on the way.
/// </summary>
internal sealed class ApplicationConnection
{
    private const int MaxDepth = 5;

    /// <summary>Calls that change one of several entries.</summary>
    private static readonly NameTable Entries = new(
        "^Remove All", "^Remove At", "^Find Index", "^Add Range", "^Insert Range", "^Try Update", "^Get Or Add");

    /// <summary>Calls that store a value under a key.</summary>
    private static readonly NameTable KeyedSaves = new(
        "^Set", "^Put", "^Save", "^Store", "^Write", "^String Set", "^Add Or Update", "^Update", "^Upsert");

    /// <summary>Calls that get one of several entries.</summary>
    private static readonly NameTable KeyedReads = new("^Try Get Value", "^Get Value Or Default", "^Try Remove", "^Try Add");

    /// <summary>
    /// Types of receivers of such calls that are part of a request, or only use a token; names of the receivers whose type is unknown. A client
    /// may be the one of a store.
    /// </summary>
    private static readonly NameTable Requests = new(
        "Header", "Headers", "Form", "Query", "Parameters", "Request", "Http", "Body", "Response", "String Builder", "Uri Builder", "Url Builder");

    /// <summary>Names of what each browser, request or thread has for itself.</summary>
    private static readonly NameTable Visitors = new(
        "Session", "Cookies", "Cookie", "Local Storage", "Http Context", "Call Context", "Temp Data", "View Data");

    private static readonly IReadOnlyCollection<ISymbol> NoParameters = Array.Empty<ISymbol>();

    private readonly VisibleProjects _projects;
    private readonly HashSet<(SyntaxNode, string)> _seen = new();
    private readonly Tables _tables;
    private bool _isProven;

    // Memory that all users of an application share is no connection of its own.
    private readonly bool _hasPeople;

    private ApplicationConnection(VisibleProjects projects, SyntaxNode callback)
    {
        _projects = projects;
        _tables = new Tables(projects);
        _hasPeople = callback.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && MentionsPerson(type);
    }

    /// <summary>
    /// Returns true if the tokens are saved under nothing, and the callback mentions no person either. The save that the rule found has to
    /// prove it, and nothing else in the callback may contradict: there may be a second save with a key.
    /// </summary>
    public static bool IsSavedBy(CallbackSite site) =>
        site.Callback.Save is { } save
        && !MentionsPerson(site.Callback.Node)
        && new VisibleProjects(site.Model.Compilation, site.Options.FollowsProjectReferences) is var projects
        && new ApplicationConnection(projects, site.Callback.Node) is var connection
        && connection.Holds(
            save, new ConstantPlaces(site.Model, NoParameters), new SingleRows(site.Callback.Node, site.Model, NoParameters, connection._tables), 0)
        && connection._isProven
        && connection.HoldsIn(site.Callback.Node, NoParameters, 0);

    /// <summary>Returns true if code has a name of a person, or of what belongs to one of several customers.</summary>
    public static bool MentionsPerson(SyntaxNode code) =>
        code.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && OwnerWords.Match(token.ValueText));

    /// <summary>Follows the code of a method; false if it may save the tokens under a key, or elsewhere.</summary>
    private bool HoldsIn(SyntaxNode declaration, IReadOnlyCollection<ISymbol> constants, int depth)
    {
        // The same method may get a constant key first, and another one later.
        if (!_seen.Add((declaration, string.Join(" ", constants.Select(static known => known.Name).OrderBy(static name => name, StringComparer.Ordinal)))))
        {
            return true;
        }

        if (depth > MaxDepth || MentionsPerson(declaration) || TakesKey(declaration, constants) || declaration.TokensWithAny(SaveWords.Statements).Any())
        {
            return false;
        }

        var model = SourceMethods.ModelOf(declaration.SyntaxTree, _projects.Of(declaration.SyntaxTree)!);
        ConstantPlaces places = new(model, constants);
        SingleRows rows = new(declaration, model, constants, _tables);
        return declaration.DescendantNodes().OfType<ExpressionSyntax>()
            .Where(static node => node
                is InvocationExpressionSyntax or AssignmentExpressionSyntax or ObjectCreationExpressionSyntax or ElementAccessExpressionSyntax)
            .All(node => Holds(node, places, rows, depth));
    }

    /// <summary>Returns true if a method takes a key: <c>SaveAsync(string id, Tokens tokens)</c>, unless it is always the same.</summary>
    private static bool TakesKey(SyntaxNode declaration, IReadOnlyCollection<ISymbol> constants) =>
        Functions.Parameters(declaration).Any(parameter => SavedKey.IsKey(parameter.Identifier.ValueText)
            && !constants.Any(known => known.Name == parameter.Identifier.ValueText));

    private bool Holds(ExpressionSyntax node, ConstantPlaces places, SingleRows rows, int depth) => node switch
    {
        AssignmentExpressionSyntax assignment => HoldsFor(assignment, places),
        InvocationExpressionSyntax call => HoldsFor(call, places, rows, depth),
        // A file that is opened otherwise than by its path is not followed.
        ObjectCreationExpressionSyntax made => made.Type.ToString() is not (SaveWords.FileWriter or SaveWords.FileType),
        // An entry of several, which a variable may hold: var link = Links[team].
        ElementAccessExpressionSyntax element => places.AreConstant(element.ArgumentList) || !IsEntry(places.TypeOf(element)),
        _ => false,
    };

    private bool HoldsFor(AssignmentExpressionSyntax assignment, ConstantPlaces places)
    {
        switch (assignment.Left)
        {
            case ElementAccessExpressionSyntax element:
                var isConstant = places.HasConstantKeys(element);
                _isProven |= isConstant && IsKept(element.Expression, places) && IsOfToken(assignment);
                return isConstant;
            case IdentifierNameSyntax:
                _isProven |= IsKept(assignment.Left, places) && IsOfToken(assignment);
                return true;
            case MemberAccessExpressionSyntax member:
                var hasNoKey = places.HasConstantKeys(member);
                _isProven |= hasNoKey && IsKept(member, places) && IsOfToken(assignment);
                return hasNoKey;
            default:
                return true;
        }
    }

    /// <summary>Recognizes what may be the entry of one connection, or hold it: an object with tokens, or a collection.</summary>
    private static bool IsEntry(ITypeSymbol? type)
    {
        if (type is null or { TypeKind: TypeKind.Error or TypeKind.TypeParameter or TypeKind.Dynamic } or INamedTypeSymbol { Arity: > 0 })
        {
            return true;
        }

        return SingleRows.MembersOf(type).Any(static member => SaveWords.TokenNames.Matches(member.Name));
    }

    /// <summary>Recognizes a static member, or a member of an object of which the application has one.</summary>
    private bool IsKept(ExpressionSyntax target, ConstantPlaces places) =>
        places.RootOf(target) is (IFieldSymbol or IPropertySymbol) and { } member
        && !_hasPeople
        && !IsOfOneVisitor(target, places)
        && (member.IsStatic || (target is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
            && Singletons.Contains(member.ContainingType, _projects)));

    private static bool IsOfToken(SyntaxNode write) =>
        write.DescendantTokens().Any(static token =>
            token.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.StringLiteralToken && SaveWords.TokenNames.Matches(token.ValueText));

    private bool HoldsFor(InvocationExpressionSyntax call, ConstantPlaces places, SingleRows rows, int depth)
    {
        var name = call.CalledName();
        var method = VisibleMethods.CalledBy(call, places.Model);
        if (rows.IsOfContext(call, method))
        {
            return rows.Holds(call, name, ref _isProven);
        }

        if (method is null)
        {
            // A package is missing: the key is visible nevertheless.
            return !IsSave(call, name, places) || HasConstantKey(call, name, places);
        }

        if (VisibleMethods.DeclarationOf((method.ReducedFrom ?? method).OriginalDefinition, _projects) is { } declaration)
        {
            return HoldsIn(declaration, ConstantsOf(call, method, places), depth + 1);
        }

        if (method.ContainingType is { Name: "File", ContainingNamespace.Name: "IO" })
        {
            return HoldsForFile(call, name, places);
        }

        if (method.ContainingType is { Name: "FileInfo", ContainingNamespace.Name: "IO" } && !name.StartsWith("OpenRead", StringComparison.Ordinal)
            || (KeyedReads.Matches(name) && GetsEntry(call, method, places)))
        {
            return false;
        }

        if (Entries.Matches(name) || IsAddedToList(call, name, places.Model) || ComparesEntries(call, places))
        {
            return false;
        }

        if (!method.DeclaringSyntaxReferences.IsEmpty && call.ArgumentList.Arguments.Any(IsOfToken))
        {
            // A method of the application whose body is not known may store them anywhere.
            return false;
        }

        return IsOfSystem(method.ContainingType) || !IsSave(call, name, places) || HasConstantKey(call, name, places);
    }

    /// <summary>Recognizes <c>Links.TryGetValue(team, out var link)</c>.</summary>
    private static bool GetsEntry(InvocationExpressionSyntax call, IMethodSymbol method, ConstantPlaces places) =>
        call.ArgumentList.Arguments is [{ Expression: var key }, ..]
        && !places.IsConstant(key)
        && (IsEntry(method.ReturnType) && method.ReturnType.SpecialType != SpecialType.System_Boolean
            || method.Parameters.Any(static parameter => parameter.RefKind == RefKind.Out && IsEntry(parameter.Type)));

    /// <summary>Recognizes <c>preferences.Set("refresh_token", token)</c>.</summary>
    private bool HasConstantKey(InvocationExpressionSyntax call, string name, ConstantPlaces places)
    {
        var isConstant = KeyedSaves.Matches(name) && call.ArgumentList.Arguments is [{ Expression: var key }, _, ..] && places.IsConstant(key);
        _isProven |= isConstant && IsOfToken(call);
        return isConstant;
    }

    /// <summary>Recognizes types of the base library that store nothing; its files are treated apart.</summary>
    private static bool IsOfSystem(INamedTypeSymbol type) =>
        type.IsValueType
        || type.ContainingNamespace?.ToDisplayString() is { } space
        && (space is "System" or "System.IO"
            || space.StartsWith("System.Text", StringComparison.Ordinal)
            || space.StartsWith("System.Net", StringComparison.Ordinal));

    private bool HoldsForFile(InvocationExpressionSyntax call, string name, ConstantPlaces places)
    {
        if (!name.StartsWith("WriteAll", StringComparison.Ordinal))
        {
            return name.StartsWith("Read", StringComparison.Ordinal) || name is "Exists" or "Delete" or "SetAttributes" or "SetUnixFileMode";
        }

        var isConstant = call.ArgumentList.Arguments is [{ Expression: var path }, ..] && places.IsConstant(path);
        _isProven |= isConstant && IsOfToken(Functions.Around(call));
        return isConstant;
    }

    /// <summary>Recognizes a call that may store something outside of the function.</summary>
    private static bool IsSave(InvocationExpressionSyntax call, string name, ConstantPlaces places) =>
        !name.StartsWith("CreateDbContext", StringComparison.Ordinal)
        && (SaveWords.Calls.Matches(name) || SaveWords.CallsOnStores.Matches(name) || SaveWords.Commits.Matches(name) || KeyedSaves.Matches(name))
        && !SaveWords.Makes.Matches(name)
        && !(call.Receiver() is { } receiver && (IsOfOneVisitor(receiver, places) || IsOfRequest(receiver, places)));

    /// <summary>Recognizes a receiver that keeps nothing. A name says so only if the type is unknown: <c>tableClient</c> is a store.</summary>
    private static bool IsOfRequest(ExpressionSyntax receiver, ConstantPlaces places) =>
        places.TypeOf(receiver) is { TypeKind: not TypeKind.Error } type
            ? Requests.Matches(type.Name) || IsPlain(type, places.RootOf(receiver))
            : receiver.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(static part => Requests.Matches(part.Identifier.ValueText));

    /// <summary>Recognizes a part of the request or response, and an object of the base library in a variable of the function.</summary>
    private static bool IsPlain(ITypeSymbol type, ISymbol? root) =>
        type.ContainingNamespace?.ToDisplayString() is { } space
        && (space.StartsWith("System.Net", StringComparison.Ordinal)
            || space.StartsWith("System.Text", StringComparison.Ordinal)
            || space.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || root is ILocalSymbol && space is "System" or "System.Collections.Generic" or "System.Collections.Specialized" or "System.Collections.Concurrent");

    /// <summary>Recognizes what each browser, request or thread has for itself: a session, a cookie, the browser's storage.</summary>
    private static bool IsOfOneVisitor(ExpressionSyntax place, ConstantPlaces places) =>
        place.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(part =>
            SaveWords.Volatile.Matches(part.Identifier.ValueText)
            || Visitors.Matches(part.Identifier.ValueText)
            || (places.TypeOf(part) is { } type && (Visitors.Matches(type.Name) || type.Name is "AsyncLocal" or "ThreadLocal"))
            || places.Model.GetSymbolInfo(part).Symbol is IFieldSymbol field
                && field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute"));

    /// <summary>Recognizes an entry that is added to a list of others: its file or row is no single connection's.</summary>
    private static bool IsAddedToList(InvocationExpressionSyntax call, string name, SemanticModel model) =>
        name == "Add"
        && call.Receiver() is { } receiver
        && model.GetTypeInfo(receiver).Type is INamedTypeSymbol { TypeArguments: [.., var entry] }
        && !entry.DeclaringSyntaxReferences.IsEmpty;

    /// <summary>Recognizes a search among several entries: <c>tokens.FirstOrDefault(entry => entry.Id == token.Id)</c>.</summary>
    private static bool ComparesEntries(InvocationExpressionSyntax call, ConstantPlaces places) =>
        call.ArgumentList.Arguments.Any(argument => argument.Expression is LambdaExpressionSyntax { Body: ExpressionSyntax body }
            && body.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().Any(test =>
                test.IsKind(SyntaxKind.EqualsExpression) && !places.IsConstant(test.Left) && !places.IsConstant(test.Right)));

    /// <summary>Gets the parameters of a called method that get a constant.</summary>
    private static List<ISymbol> ConstantsOf(InvocationExpressionSyntax call, IMethodSymbol method, ConstantPlaces places) =>
        call.ArgumentList.Arguments
            .Where(argument => places.IsConstant(argument.Expression))
            .Select(argument => argument.Parameter(method))
            .OfType<ISymbol>()
            .ToList();
}
