package org.labwall.ast;

import java.util.List;
import java.util.Optional;
import org.labwall.source.Span;

/** One statement of a source, as written. Every list keeps the order of the source. */
public sealed interface Statement {

  /** The whole statement, block included. */
  Span span();

  /** {@code NAME=value} or {@code SET NAME=value}. */
  record Setting(Span span, Word name, List<Word> value) implements Statement {
    public Setting {
      value = List.copyOf(value);
    }
  }

  /** {@code ROLE …}: the roles of the statements outside role blocks, or of its own block. */
  record Roles(Span span, List<Declaration> declarations, Optional<List<Statement>> block)
      implements Statement {
    public Roles {
      declarations = List.copyOf(declarations);
      block = block.map(List::copyOf);
    }

    /** One role: its name, host name and priority. */
    public record Declaration(
        Span span, Word name, Optional<Word> hostName, Optional<Word> priority) {}
  }

  /** {@code NETINIT eth1 eth0}: devices that come up. */
  record NetInit(Span span, List<Word> devices) implements Statement {
    public NetInit {
      devices = List.copyOf(devices);
    }
  }

  /** {@code DEV …} or {@code VLAN …}; what its columns are is told by their shape later. */
  record Device(Span span, Kind kind, List<Item> items) implements Statement {
    public Device {
      items = List.copyOf(items);
    }

    /** Which of the two statements it is. */
    public enum Kind {
      DEV,
      VLAN
    }

    /** A part of the statement. */
    public sealed interface Item {
      /** Where it stands. */
      Span span();
    }

    /** A column without a keyword. */
    public record Column(Word word) implements Item {
      @Override
      public Span span() {
        return word.span();
      }
    }

    /** {@code master=172.16.10.100}. */
    public record Labelled(Word label, Word value) implements Item {
      @Override
      public Span span() {
        return label.span().to(value.span());
      }
    }

    /** A keyword with its arguments, none for some. */
    public record Option(Span span, OptionKind kind, Word keyword, List<Word> arguments)
        implements Item {
      public Option {
        arguments = List.copyOf(arguments);
      }
    }

    /** The keywords of a device; IFUPDOWN stands for those that go to interfaces(5) as they are. */
    public enum OptionKind {
      VIA,
      INET6,
      DHCP,
      POLL,
      MTU,
      MAC,
      METRIC,
      PROXY_ARP,
      ADVERTISE,
      IFUPDOWN
    }
  }

  /** {@code ROUTE destination via gateway}. */
  record Route(Span span, Word destination, Word gateway) implements Statement {}

  /** {@code VRRP …}. */
  record Vrrp(Span span, Clause clause) implements Statement {

    /** What is said of the virtual router. */
    public sealed interface Clause {}

    /** {@code AUTH PASS password [router-id [smtp-server [mail]]] [polling seconds]}. */
    public record Authentication(SecretWord password, List<Word> arguments, Optional<Word> interval)
        implements Clause {
      public Authentication {
        arguments = List.copyOf(arguments);
      }
    }

    /** {@code VERSION 2|3}. */
    public record Version(Word number) implements Clause {}

    /** {@code ADVERT seconds}. */
    public record Advertisement(Word seconds) implements Clause {}

    /** {@code PREEMPT on|off|delay seconds}. */
    public record Preempt(boolean on, Optional<Word> delay) implements Clause {}

    /** {@code NOTIFY mail [via smtp-server]}. */
    public record Notification(Word mail, Optional<Word> server) implements Clause {}

    /** {@code TRACK interface [weight n]}. */
    public record Track(Word device, Optional<Word> weight) implements Clause {}

    /** {@code START [GROUP a,b]}; the list is empty without {@code GROUP}. */
    public record Start(List<Word> group) implements Clause {
      public Start {
        group = List.copyOf(group);
      }
    }
  }

  /** {@code LOGGING …}: one clause of how packets are logged. */
  record Logging(Span span, Clause clause) implements Statement {

    /** What is said of the logging of packets. */
    public sealed interface Clause {}

    /** {@code LEVEL level}. */
    public record Level(Word level) implements Clause {}

    /** {@code NFLOG GROUP n}. */
    public record Group(Word number) implements Clause {}

    /** {@code PREFIX "text"}. */
    public record Prefix(Word text) implements Clause {}

    /** {@code RATE n/unit [burst n]}. */
    public record Limit(Rate rate) implements Clause {}
  }

  /** {@code VPN …}: one clause of the VPNs that these roles serve or join. */
  record Vpn(Span span, VpnClause clause) implements Statement {}

  /** {@code VPNUSER name network [address, …]}: who may join a VPN. */
  record VpnUser(Span span, Word name, Word network, List<Word> addresses) implements Statement {
    public VpnUser {
      addresses = List.copyOf(addresses);
    }
  }

  /** {@code HOST}, {@code NET}, {@code GROUP} or {@code SERVICE}: a name and what it stands for. */
  record Naming(
      Span span,
      Kind kind,
      Word name,
      List<Word> members,
      Optional<Word> helper,
      Optional<List<Statement>> block)
      implements Statement {
    public Naming {
      members = List.copyOf(members);
      block = block.map(List::copyOf);
    }

    /** What is named. */
    public enum Kind {
      HOST,
      NET,
      GROUP,
      SERVICE
    }
  }

  /** {@code INCLUDE "file"}. */
  record Include(Span span, Word file) implements Statement {}

  /** {@code MACRO web(host, clients=any) { … }}: statements that calls put in their places. */
  record Macro(Span span, Word name, List<Parameter> parameters, List<Statement> block)
      implements Statement {
    public Macro {
      parameters = List.copyOf(parameters);
      block = List.copyOf(block);
    }

    /** A parameter, and the argument where a call has none, if it may have none. */
    public record Parameter(Word name, Optional<List<Word>> value) {
      public Parameter {
        value = value.map(List::copyOf);
      }
    }
  }

  /** {@code web(www, clients=(staff, lab))}: the statements of a macro, here. */
  record Call(Span span, Word macro, List<Argument> arguments) implements Statement {
    public Call {
      arguments = List.copyOf(arguments);
    }

    /** An argument, and the parameter that it is for where the call says so. */
    public record Argument(Span span, Optional<Word> parameter, List<Word> value) {
      public Argument {
        value = List.copyOf(value);
      }
    }
  }

  /** {@code from staff { … }}: a side that the rules of a block share. */
  record Scope(Span span, List<Side> sides, List<Statement> block) implements Statement {
    public Scope {
      sides = List.copyOf(sides);
      block = List.copyOf(block);
    }
  }

  /** {@code enable} or {@code disable}: whether the rules of a guest's file hold. */
  record Activation(Span span, boolean active) implements Statement {}

  /** {@code allow|deny|reject …}. */
  record Rule(
      Span span, Word verdict, List<Operand> bare, List<Side> sides, List<RuleOption> options)
      implements Statement {
    public Rule {
      bare = List.copyOf(bare);
      sides = List.copyOf(sides);
      options = List.copyOf(options);
    }
  }

  /** {@code expect allow|deny …}: what is claimed of the packets that such a rule would mean. */
  record Expectation(Span span, Rule claim) implements Statement {}

  /**
   * {@code masquerade …}, or {@code snat … as …}; nothing stands behind the {@code as} of the
   * former. The operands of its {@code to} are names.
   */
  record SourceTranslation(Span span, List<Side> sides, List<Word> as, List<RuleOption> options)
      implements Statement {
    public SourceTranslation {
      sides = List.copyOf(sides);
      as = List.copyOf(as);
      options = List.copyOf(options);
    }
  }

  /** {@code forward … on … to … [without allow]}. */
  record DestinationTranslation(
      Span span,
      List<Word> services,
      List<Word> places,
      Word target,
      boolean allows,
      List<RuleOption> options)
      implements Statement {
    public DestinationTranslation {
      services = List.copyOf(services);
      places = List.copyOf(places);
      options = List.copyOf(options);
    }
  }
}
