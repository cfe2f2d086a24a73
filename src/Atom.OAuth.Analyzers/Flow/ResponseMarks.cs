using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Providers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>Gathers the evidence that a response is a provider's, nearest first, until the table of marks is satisfied.</summary>
internal sealed class ResponseMarks
{
    private readonly OAuthSymbols _symbols;
    private readonly OAuthOptions _options;
    private readonly MethodBodies _bodies;
    private readonly OwnAttributes _attributes;
    private readonly MarkScanner _scanner;
    private readonly ClientRegistrations _clients;
    private readonly ConditionalWeakTable<TypeDeclarationSyntax, IReadOnlyList<string>> _clientNames = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, AttributeData?> _declaredTypes = new(SymbolEqualityComparer.Default);

    public ResponseMarks(Compilation compilation, OAuthSymbols symbols, OAuthOptions options, MethodBodies bodies, OwnAttributes attributes)
    {
        _symbols = symbols;
        _options = options;
        _bodies = bodies;
        _attributes = attributes;
        _scanner = new MarkScanner(compilation, bodies, options);
        _clients = new ClientRegistrations(compilation, _scanner);
    }

    /// <summary>Returns the evidence when it makes the response a provider's, else null.</summary>
    public MarkEvidence? Find(IOperation site, ResponseOrigin origin, IMethodSymbol? reader = null) => Find(site, origin, reader, _options.Scope);

    /// <summary>The same for a scope of the caller's.</summary>
    public MarkEvidence? Find(IOperation site, ResponseOrigin origin, IMethodSymbol? reader, ResponseScope scope)
    {
        var evidence = new MarkEvidence();
        foreach (var add in Sources(site, origin, reader))
        {
            add(evidence);
            if (ProviderMarks.IsProvider(evidence, scope))
            {
                AddName(evidence, site, origin);
                return evidence;
            }
        }

        return null;
    }

    /// <summary>What the member around a node says, and the names of the types around it; the provider's name from the whole type.</summary>
    public MarkEvidence Around(SyntaxNode site)
    {
        var evidence = new MarkEvidence();
        AddMember(evidence, Member(site));
        AddName(evidence, site);
        return evidence;
    }

    /// <summary>Where evidence may lie, the near and cheap first.</summary>
    private IEnumerable<Action<MarkEvidence>> Sources(IOperation site, ResponseOrigin origin, IMethodSymbol? reader)
    {
        yield return evidence =>
        {
            AddReadType(evidence, site);
            AddCalls(evidence, origin);
            AddMember(evidence, Member(site.Syntax));
        };
        foreach (var helper in origin.Helpers.Append(reader).OfType<IMethodSymbol>())
        {
            if (MethodBodies.Declaration(helper) is { } declaration)
            {
                yield return evidence => AddMember(evidence, Member(declaration));
            }
        }

        foreach (var call in origin.Calls)
        {
            yield return evidence => AddMember(evidence, Member(call.Syntax));
        }

        yield return evidence => AddType(evidence, site.Syntax);
        yield return evidence => AddCallers(evidence, Member(site.Syntax));
        yield return evidence => AddRegistrations(evidence, site.Syntax);
        yield return evidence => AddDeclared(evidence, site, origin);
    }

    /// <summary>The member that holds the node; for top-level statements the lambda around it, or the file.</summary>
    public static SyntaxNode Member(SyntaxNode node)
    {
        SyntaxNode? lambda = null;
        for (var current = node; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case AnonymousFunctionExpressionSyntax:
                    lambda = current;
                    break;
                case GlobalStatementSyntax:
                    return lambda ?? current.Parent!;
                case BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax:
                    return current;
            }
        }

        return lambda ?? node;
    }

    private void AddMember(MarkEvidence evidence, SyntaxNode member)
    {
        evidence.Add(_scanner.Member(member));
        foreach (var name in NamesOf(member))
        {
            if (NameMarks.IsOAuthName(name))
            {
                evidence.Add(Evidence.MethodName);
            }
        }

        foreach (var type in member.Ancestors().OfType<BaseTypeDeclarationSyntax>())
        {
            AddTypeName(evidence, type.Identifier.ValueText);
            foreach (var ancestor in type.BaseList?.Types ?? default)
            {
                AddTypeName(evidence, ancestor.Type.ToString());
            }
        }
    }

    private static void AddTypeName(MarkEvidence evidence, string name)
    {
        if (NameMarks.IsOAuthTypeName(name))
        {
            evidence.Add(AnyCase.Contains(name, "OAuth") ? Evidence.TypeName | Evidence.OAuthName : Evidence.TypeName);
        }

        if (KnownProviders.NameInIdentifier(name) is { } provider)
        {
            evidence.Add(Evidence.ProviderInName, provider);
        }
    }

    private static IEnumerable<string> NamesOf(SyntaxNode member)
    {
        switch (member)
        {
            case MethodDeclarationSyntax method:
                yield return method.Identifier.ValueText;
                break;
            case PropertyDeclarationSyntax property:
                yield return property.Identifier.ValueText;
                break;
            case BaseFieldDeclarationSyntax field:
                yield return field.Declaration.Variables[0].Identifier.ValueText;
                break;
        }
    }

    private static void AddReadType(MarkEvidence evidence, IOperation site)
    {
        foreach (var type in ((site as IInvocationOperation)?.TargetMethod.TypeArguments ?? ImmutableArray<ITypeSymbol>.Empty).Append(site.Parent is IConversionOperation conversion ? conversion.Type : null))
        {
            var read = type is INamedTypeSymbol { TypeArguments.Length: 1 } list ? list.TypeArguments[0] : type;
            if (NameMarks.HasTokenMembers(read))
            {
                evidence.Add(Evidence.TokenMembers);
            }

            if (read is INamedTypeSymbol named && named.SpecialType == SpecialType.None)
            {
                if (NameMarks.IsOAuthName(named.Name) && named.Name != "JToken")
                {
                    evidence.Add(Evidence.ReadTypeName);
                }

                if (KnownProviders.NameInIdentifier(named.Name) is { } provider)
                {
                    evidence.Add(Evidence.ProviderInName, provider);
                }
            }
        }
    }

    /// <summary>A visible relative path in the call: the server is the one of the client's base address.</summary>
    private void AddCalls(MarkEvidence evidence, ResponseOrigin origin)
    {
        foreach (var call in origin.Calls.OfType<IInvocationOperation>())
        {
            if (HttpSources.EffectOf(call.TargetMethod, _symbols) == CallEffect.Fetches
                && call.Arguments.Any(argument => IsRelativePath(argument.Value, depth: 4)))
            {
                evidence.Add(Evidence.RelativeUrl);
            }
        }
    }

    private static bool IsRelativePath(IOperation value, int depth)
    {
        if (depth == 0)
        {
            return false;
        }

        switch (value.Unwrap())
        {
            case { Type.SpecialType: SpecialType.System_String, ConstantValue: { HasValue: true, Value: string text } }:
                return UrlText.Host(text) is null && text.Length > 0 && text.IndexOf(' ') < 0;
            case IInterpolatedStringOperation { Parts: { Length: > 0 } parts }:
                return parts[0] is IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string start } } && UrlText.Host(start) is null && start != "https://" && start != "http://";
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return IsRelativePath(sum.LeftOperand, depth - 1);
            case IObjectCreationOperation { Type.Name: "Uri" or "HttpRequestMessage" } creation:
                return creation.Arguments.Any(argument => IsRelativePath(argument.Value, depth - 1));
            case ILocalReferenceOperation local:
                return BodyFacts.Of(local).ValuesOf(local.Local) is { Count: > 0 } values && values.All(v => IsRelativePath(v.Value, depth - 1));
            default:
                return false;
        }
    }

    private void AddType(MarkEvidence evidence, SyntaxNode site)
    {
        if (site.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            && _bodies.Model(site.SyntaxTree).GetDeclaredSymbol(declaration) is { } type
            && _scanner.Type(type) is { } known
            && known.Has(MarkScanner.KnowsProvider))
        {
            evidence.Add(Evidence.TypeKnowsProvider, known.Provider);
        }
    }

    /// <summary>A general helper (<c>GetAsync&lt;T&gt;(url)</c>) is a provider's when a caller in its type makes it so.</summary>
    private void AddCallers(MarkEvidence evidence, SyntaxNode member)
    {
        if (_bodies.Model(member.SyntaxTree).GetDeclaredSymbol(member) is not IMethodSymbol method)
        {
            return;
        }

        foreach (var caller in Callers.Of(method))
        {
            evidence.Add(_scanner.Member(Member(caller)));
        }
    }

    /// <summary>The registration of the client that the type gets injected or asks for by name.</summary>
    private void AddRegistrations(MarkEvidence evidence, SyntaxNode site)
    {
        if (site.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return;
        }

        foreach (var name in _clientNames.GetValue(type, ClientNames))
        {
            if (_clients.Find(name) is { } registered)
            {
                evidence.Add(registered);
            }
        }
    }

    /// <summary>The names under which the clients that a type uses may be registered.</summary>
    private static IReadOnlyList<string> ClientNames(TypeDeclarationSyntax type)
    {
        var clients = Callers.In(type, "CreateClient")
            .Select(static call => call.ArgumentList.Arguments is [{ Expression: var argument }] ? ClientRegistrations.NameOf(argument) : null);
        return clients.Append(IsTypedClient(type) ? type.Identifier.ValueText : null).OfType<string>().ToList();
    }

    /// <summary>A client is injected into the type's constructor.</summary>
    private static bool IsTypedClient(TypeDeclarationSyntax type) => type.TokensNamed("HttpClient").Any(token =>
        token.Parent?.FirstAncestorOrSelf<TypeSyntax>(static name => name.Parent is not QualifiedNameSyntax) is { Parent: ParameterSyntax { Parent: ParameterListSyntax { Parent: var taker } } } client
        && client.ToString() is "HttpClient" or "System.Net.Http.HttpClient"
        && (taker == type || (taker is ConstructorDeclarationSyntax && taker.Parent == type)));

    private void AddDeclared(MarkEvidence evidence, IOperation site, ResponseOrigin origin)
    {
        if (FindDeclaration(site, origin) is not null)
        {
            evidence.Add(Evidence.Declared);
        }
    }

    private string? DeclaredName(IOperation site, ResponseOrigin origin) =>
        FindDeclaration(site, origin)?.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string name }] ? name : null;

    /// <summary>[OAuthProvider] on what carries the response, on what fetches it, or on the code around.</summary>
    private AttributeData? FindDeclaration(IOperation site, ResponseOrigin origin)
    {
        var calls = origin.Calls.OfType<IInvocationOperation>().ToList();
        var symbols = origin.Carriers
            .Concat(origin.Helpers)
            .Concat(calls.Select(static call => call.TargetMethod))
            .Concat(calls.Select(static call => call.Receiver()?.Unwrap().VariableOrProperty()).OfType<ISymbol>())
            .Append(_attributes.MayBeAround(site.Syntax) ? _bodies.Model(site.Syntax.SyntaxTree).GetEnclosingSymbol(site.Syntax.SpanStart) : null);
        foreach (var symbol in symbols)
        {
            if (DeclarationOn(symbol) is { } declaration)
            {
                return declaration;
            }
        }

        return null;
    }

    private AttributeData? DeclarationOn(ISymbol? symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            // Members are many, and their types few.
            if (current is INamedTypeSymbol type)
            {
                return _declaredTypes.GetOrAdd(type.OriginalDefinition, DeclarationAround);
            }

            if (_attributes.Find(current, _symbols.OAuthProviderAttribute) is { } declaration)
            {
                return declaration;
            }
        }

        return null;
    }

    private AttributeData? DeclarationAround(INamedTypeSymbol type) =>
        _attributes.Find(type, _symbols.OAuthProviderAttribute) ?? DeclarationOn(type.ContainingType);

    /// <summary>The provider's name, the attribute's before all; where no host told it, from the names around or the rest of the type.</summary>
    private void AddName(MarkEvidence evidence, IOperation site, ResponseOrigin origin)
    {
        if (DeclaredName(site, origin) is { } declared)
        {
            evidence.Rename(declared);
        }

        AddName(evidence, site.Syntax);
    }

    private void AddName(MarkEvidence evidence, SyntaxNode site)
    {
        var names = NamesOf(Member(site)).Concat(site.Ancestors().OfType<BaseTypeDeclarationSyntax>().Select(static t => t.Identifier.ValueText));
        foreach (var name in names.TakeWhile(_ => evidence.Provider is null))
        {
            evidence.Add(Evidence.None, KnownProviders.NameInIdentifier(name));
        }

        if (evidence.Provider is null)
        {
            AddType(evidence, site);
        }
    }
}
