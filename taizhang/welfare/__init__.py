"""Care and benefits (关怀普惠): visits, benefits everyone is entitled to, goods in stock, donations and funds."""
